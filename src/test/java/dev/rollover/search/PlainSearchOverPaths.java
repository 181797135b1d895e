package dev.rollover.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Search over paths on the linear path, one sample after the other, to judge the other by. */
final class PlainSearchOverPaths {

  private final PhiloxNoise noise = new PhiloxNoise(Plans.SEED);
  private final int steps;
  private final SearchOverPathsSettings own;
  private final List<Double> rewards = new ArrayList<>();
  private int number;

  PlainSearchOverPaths(int steps, SearchOverPathsSettings own) {
    this.steps = steps;
    this.own = own;
  }

  /** The rewards of the first samples and of every copy, in order. */
  List<Double> rewards(int chains, int rounds, double pace) {
    List<Sample> samples = new ArrayList<>();
    for (int chain = 0; chain < chains; chain++) {
      samples.add(back(chain, noise.normal(chain, 0, 0, 6), 1, own.start(), steps));
    }
    number = steps;
    double time = own.start();
    for (int round = 1; round <= rounds; round++) {
      double end = Math.max(0, time - pace);
      List<List<Sample>> copies = new ArrayList<>();
      for (int i = 0; i < chains; i++) {
        copies.add(copies(samples, i, time, end));
      }
      number += own.backwardSteps() + 1;
      samples =
          own.survivors() == Survivors.PER_CHAIN
              ? copies.stream().map(each -> best(each.stream(), 1).getFirst()).toList()
              : best(copies.stream().flatMap(List::stream), chains);
      time = end;
    }
    return rewards;
  }

  private List<Sample> copies(List<Sample> samples, int which, double time, double end) {
    Sample sample = samples.get(which);
    double noisy = time + own.forward();
    double kept = (1 - noisy) / (1 - time);
    double fresh = Math.sqrt(noisy * noisy - kept * kept * time * time);
    long before =
        samples.subList(0, which).stream().filter(other -> other.chain() == sample.chain()).count();
    List<Sample> copies = new ArrayList<>();
    for (int k = 0; k < own.particles(); k++) {
      int draw = (int) before * own.particles() + k;
      float[] x = noise.normal(sample.chain(), number + 1, draw, 6);
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) (kept * sample.x()[i] + fresh * x[i]);
      }
      copies.add(back(sample.chain(), x, noisy, end, own.backwardSteps()));
    }
    return copies;
  }

  /** Euler's ODE from one time to another, with the reward at its last evaluated time. */
  private Sample back(int chain, float[] x, double from, double to, int count) {
    double reward = 0;
    for (int step = 0; step < count; step++) {
      double time = from - (from - to) * step / count;
      float[] u = ToyModel.velocity(x, time);
      float[] mean = new float[x.length];
      for (int i = 0; i < x.length; i++) {
        mean[i] = (float) (x[i] - time * u[i]);
        x[i] = (float) (x[i] - (from - to) / count * u[i]);
      }
      reward = ToyReward.value(ToyModel.image(mean));
    }
    rewards.add(reward);
    return new Sample(chain, x, reward);
  }

  private static List<Sample> best(Stream<Sample> samples, int count) {
    return samples
        .sorted(Comparator.comparingDouble(Sample::reward).reversed())
        .limit(count)
        .toList();
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Sample(int chain, float[] x, double reward) {}
}
