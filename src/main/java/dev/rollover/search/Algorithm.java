package dev.rollover.search;

import dev.rollover.settings.SettingShape;
import dev.rollover.settings.SettingsSchema;
import dev.rollover.settings.SettingsShape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The searches there are, the default first. */
public enum Algorithm {
  /** Evolution of noises. */
  EVOLUTION(
      "Evolution: noises near the best so far, a rectangle of the picture drawn afresh, and the best"
          + " of those kept in their turn") {
    @Override
    OwnSettings usual() {
      return new EvolutionSettings();
    }
  },
  /** Rollover Budget Forcing. */
  RBF(
      "Rollover Budget Forcing: each step draws candidates until one is better than the best before"
          + " it, and hands the quota that it did not need on to the next") {
    @Override
    OwnSettings usual() {
      return new RolloverSettings();
    }
  },
  /** Best of N. */
  BON("Best of N: independent samples, the best is kept") {
    @Override
    OwnSettings usual() {
      return new BestOfN.Settings();
    }
  },
  /** Search over paths. */
  SOP(
      "Search over paths: samples are noised again and led back in rounds, each from the best of"
          + " the round before") {
    @Override
    OwnSettings usual() {
      return new SearchOverPathsSettings();
    }
  },
  /** Drafts of few steps, of which the best are run in full. */
  CASCADE(
      "Cascade: many drafts of few steps, of which the best, by the request's gate if it names one,"
          + " are scored by their full images, and the best of those run again from the same noises"
          + " with all steps") {
    @Override
    OwnSettings usual() {
      return new CascadeSettings();
    }

    @Override
    public boolean hasFirstStage() {
      return true;
    }
  },
  /** Sequential Monte Carlo. */
  SMC(
      "Sequential Monte Carlo: a population is weighted by the rewards of its looks ahead and"
          + " resampled as it goes") {
    @Override
    OwnSettings usual() {
      return new SmcSettings();
    }
  },
  /** Controlled denoising by blocks. */
  CODE("CoDe: each chain draws some paths of a few steps and goes on from the end of the best") {
    @Override
    OwnSettings usual() {
      return new CoDe.Settings();
    }
  },
  /** Soft value-based decoding. */
  SVDD("SVDD: each chain draws some candidates at each step and goes on from the best") {
    @Override
    OwnSettings usual() {
      return new Svdd.Settings();
    }
  },
  /** Successive halving. */
  HALVING(
      "Successive halving: many noises are looked ahead from, and the best go on and branch from"
          + " step to step") {
    @Override
    OwnSettings usual() {
      return new Halving.Settings();
    }
  },
  /** The control. */
  RANDOM("The control: draws and judges as svdd does, and goes on from a candidate by chance") {
    @Override
    OwnSettings usual() {
      return new RandomWalk.Settings();
    }
  };

  /** What a request gets that names none. */
  public static final Algorithm USUAL = EVOLUTION;

  private final String description;

  Algorithm(String description) {
    this.description = description;
  }

  /** What requests call it. */
  public String label() {
    return SettingShape.nameOf(this);
  }

  /** What it does, in a sentence. */
  public String description() {
    return description;
  }

  /** Its own settings where a request leaves them open. */
  abstract OwnSettings usual();

  /** Whether it looks at much by a cheap score before it asks the reward of the best. */
  public boolean hasFirstStage() {
    return false;
  }

  /** The names of those that do, with commas between. */
  public static String withFirstStage() {
    return Arrays.stream(values())
        .filter(Algorithm::hasFirstStage)
        .map(Algorithm::label)
        .collect(Collectors.joining(", "));
  }

  /** All that it may be told, with what is usual for it. */
  public List<SettingShape> settings() {
    return Shapes.of(this).all();
  }

  /** What {@code search} may be for it, as JSON Schema. */
  public Map<String, Object> jsonSchema() {
    return SettingsSchema.of(SearchOptions.ALGORITHM, label(), settings());
  }

  SettingsShape<?> ownShape() {
    return Shapes.of(this).own();
  }

  /**
   * What is read off an algorithm's settings records, once.
   *
   * @param own of its own
   * @param all of everybody's and its own
   */
  private record Shapes(SettingsShape<?> own, List<SettingShape> all) {

    private static final Map<Algorithm, Shapes> BY_ALGORITHM = new ConcurrentHashMap<>();

    static Shapes of(Algorithm algorithm) {
      return BY_ALGORITHM.computeIfAbsent(algorithm, Shapes::read);
    }

    private static Shapes read(Algorithm algorithm) {
      OwnSettings usual = algorithm.usual();
      SettingsShape<?> own = SettingsShape.of(SearchOptions.SEARCH, (Record) usual);
      SettingsShape<?> shared = SettingsShape.of(SearchOptions.SEARCH, usual.usualSampling());
      return new Shapes(
          own, Stream.concat(shared.settings().stream(), own.settings().stream()).toList());
    }
  }
}
