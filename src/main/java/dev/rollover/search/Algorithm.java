package dev.rollover.search;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The searches there are, the default first. */
public enum Algorithm {
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
      "Cascade: many drafts of few steps, of which the best are scored by their full images, and"
          + " the best of those run again from the same noises with all steps") {
    @Override
    OwnSettings usual() {
      return new CascadeSettings();
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
  public static final Algorithm USUAL = RBF;

  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // Nothing changes a shape once it is read.
  private final SettingsShape<?> ownShape;

  @SuppressWarnings("ImmutableEnumChecker") // A copy that nobody can change.
  private final List<SettingShape> settings;

  Algorithm(String description) {
    OwnSettings usual = usual();
    this.description = description;
    this.ownShape = SettingsShape.of((Record) usual);
    this.settings =
        Stream.concat(
                SettingsShape.of(usual.usualSampling()).settings().stream(),
                ownShape.settings().stream())
            .toList();
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

  /** All that it may be told, with what is usual for it. */
  public List<SettingShape> settings() {
    return settings;
  }

  /** What {@code search} may be for it, as JSON Schema. */
  public Map<String, Object> jsonSchema() {
    return SettingsSchema.of(label(), settings());
  }

  SettingsShape<?> ownShape() {
    return ownShape;
  }
}
