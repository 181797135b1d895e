package dev.rollover.training;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What answers are worth.
 *
 * @param asked the questions with their answers
 */
record Answers(List<Asked> asked) {

  private static final int BINS = 10;

  Answers {
    asked = List.copyOf(asked);
  }

  /** Those that a condition holds of. */
  Answers where(Predicate<Asked> condition) {
    return new Answers(asked.stream().filter(condition).toList());
  }

  int count() {
    return asked.size();
  }

  /** The share that a condition holds of, or NaN of none. */
  double share(Predicate<Asked> condition) {
    return (double) asked.stream().filter(condition).count() / asked.size();
  }

  /**
   * The mean of how often a judge is right where the answer is yes and where it is no; NaN unless
   * both happen.
   */
  double balancedAccuracy(Predicate<Asked> judge) {
    return (where(Asked::yes).share(judge) + where(one -> !one.yes()).share(judge.negate())) / 2;
  }

  /**
   * The expected calibration error (Naeini et al. 2015): by how much the mean probability of yes
   * and the share of yes differ, on the average over ten bins of equal width.
   */
  double calibrationError() {
    double[] probabilities = new double[BINS];
    double[] yes = new double[BINS];
    for (Asked one : asked) {
      double p = Probabilities.of(one.logOdds());
      int bin = Math.min(BINS - 1, (int) (p * BINS));
      probabilities[bin] += p;
      yes[bin] += one.yes() ? 1 : 0;
    }
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      sum += Math.abs(probabilities[bin] - yes[bin]);
    }
    return sum / asked.size();
  }

  /** The temperature that makes the answers least surprised by what is so (Guo et al. 2017). */
  double temperature() {
    double low = Math.log(0.1);
    double high = Math.log(10);
    while (high - low > 1e-6) {
      double third = (high - low) / 3;
      if (surprise(Math.exp(low + third)) < surprise(Math.exp(high - third))) {
        high -= third;
      } else {
        low += third;
      }
    }
    return Math.exp((low + high) / 2);
  }

  private double surprise(double temperature) {
    return asked.stream()
        .mapToDouble(one -> Probabilities.surprise(one.logOdds() / temperature, one.yes()))
        .sum();
  }

  /**
   * Kendall's τ-b of a value with how well the finished images do what their prompts say, among a
   * prompt's paths at one time, on the average over those that do not all do alike; NaN of none.
   */
  double rankCorrelation(ToDoubleFunction<Asked> value) {
    Collection<List<Asked>> byPrompt =
        asked.stream()
            .filter(one -> one.prompt() != null)
            .collect(
                Collectors.groupingBy(
                    one -> new Choice(one.sight(), one.time(), one.prompt()),
                    LinkedHashMap::new,
                    Collectors.toList()))
            .values();
    List<Double> taus = new ArrayList<>();
    for (List<Asked> paths : byPrompt) {
      double[] truth = paths.stream().mapToDouble(one -> -one.violation()).toArray();
      if (!KendallTau.isConstant(truth)) {
        taus.add(KendallTau.b(paths.stream().mapToDouble(value).toArray(), truth));
      }
    }
    return taus.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /** What a search would choose among. */
  private record Choice(Asked.Sight sight, double time, @Nullable Integer prompt) {}
}
