package dev.rollover.search;

import dev.rollover.settings.InvalidSettingsException;
import dev.rollover.settings.NestedValues;
import dev.rollover.settings.SettingShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trials of a search at random, made of nothing but the shapes of its settings: small values, some
 * at the ends of their ranges, some left at what is usual; of these, what goes together.
 */
final class Trials {

  private static final int LARGEST = 6;
  private static final int DEAREST = 90;
  private static final int MOST_REFUSED = 40;

  private final Algorithm algorithm;
  private final Random random;
  private int refused;

  private Trials(Algorithm algorithm, long seed) {
    this.algorithm = algorithm;
    this.random = new Random(31 * seed + algorithm.label().hashCode());
  }

  /**
   * Checks something of so many trials.
   *
   * @param check is given a trial, and random numbers for choices of its own
   */
  static void each(Algorithm algorithm, long seed, int count, BiConsumer<Trial, Random> check) {
    Trials trials = new Trials(algorithm, seed);
    for (int i = 0; i < count; i++) {
      Trial trial = trials.next(count);
      try {
        check.accept(trial, new Random(trial.plan().seed()));
      } catch (AssertionError | RuntimeException wrong) {
        throw new AssertionError(
            "%s%nwith %s".formatted(wrong.getMessage(), trial.plan().settings().values())
                + "%n%s".formatted(trial),
            wrong);
      }
    }
  }

  private Trial next(int count) {
    while (true) {
      int keep = 1 + random.nextInt(4);
      SearchSettings settings = settings();
      if (settings != null && settings.smallestNfe(keep) <= DEAREST) {
        return trial(settings, keep);
      }
      refused++;
      if (refused > MOST_REFUSED * count) {
        throw new AssertionError("hardly any settings of " + algorithm + " go together");
      }
    }
  }

  private Trial trial(SearchSettings settings, int keep) {
    int smallest = settings.smallestNfe(keep);
    int velocities =
        random.nextInt(4) == 0 ? smallest : smallest + random.nextInt(2 * smallest + 1);
    Double target = random.nextInt(3) == 0 ? -10 * random.nextDouble() : null;
    long seed = random.nextLong();
    int nfePerVelocity = seed % 2 == 0 ? 1 : 2;
    int odd = nfePerVelocity == 2 && seed % 3 == 0 ? 1 : 0;
    BudgetLimits limits = new BudgetLimits(nfePerVelocity * velocities + odd, null, null, target);
    return new Trial(
        new SearchPlan(settings, limits, seed, keep, nfePerVelocity),
        random.nextBoolean(),
        random.nextInt(3) == 0);
  }

  private @Nullable SearchSettings settings() {
    Map<String, Object> said = new HashMap<>();
    int steps = 2 + random.nextInt(LARGEST);
    for (SettingShape shape : algorithm.settings()) {
      if (shape.name().equals("steps")) {
        said.put("steps", steps);
      } else if (random.nextInt(3) > 0) {
        said.put(shape.name(), value(shape, steps));
      }
    }
    said.put(SearchOptions.ALGORITHM, algorithm.label());
    try {
      return new SearchOptions(NestedValues.nest(said)).resolve();
    } catch (InvalidSettingsException doNotGoTogether) {
      return null;
    }
  }

  private Object value(SettingShape shape, int steps) {
    return switch (shape.kind()) {
      case WHOLE -> whole(shape);
      case NUMBER -> number(shape);
      case NAME -> shape.names().get(random.nextInt(shape.names().size()));
      case NUMBERS -> numbers(shape, steps);
    };
  }

  private int whole(SettingShape shape) {
    int range = (int) Math.min(LARGEST, shape.most() - shape.least() + 1);
    return (int) shape.least() + random.nextInt(range);
  }

  private double number(SettingShape shape) {
    double least = Math.max(shape.least(), -10);
    double most = Math.min(shape.most(), least + 10);
    return switch (random.nextInt(8)) {
      case 0 -> least;
      case 1 -> most;
      default -> least + random.nextDouble() * Math.min(1, most - least);
    };
  }

  /** None, one, or one for each searched step: what lists of settings can be. */
  private List<Double> numbers(SettingShape shape, int steps) {
    int size = List.of(0, 1, steps - 1).get(random.nextInt(3));
    return new ArrayList<>(IntStream.range(0, size).mapToObj(i -> number(shape)).toList());
  }
}
