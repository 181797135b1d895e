package dev.rollover.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The paper's Algorithm 2 for one chain, one draw after the other, to judge the other by. */
final class PlainRolloverBudgetForcing {

  private final Sampling sampling;
  private final int chain;
  private final List<Double> rewards = new ArrayList<>();

  PlainRolloverBudgetForcing(SearchPlan plan, int chain) {
    this.sampling = Sampling.of(plan, new ToyModel());
    this.chain = chain;
  }

  /** The rewards of every draw, in order, with the same quota for each of M − 1 steps. */
  List<Double> rewards(int steps, int quota) {
    Particle x = evaluated(sampling.initial(chain, 0));
    double record = reward(x);
    int rolledOver = 0;
    for (int step = 1; step < steps; step++) {
      int allowed = quota + rolledOver;
      rolledOver = 0;
      Particle best = null;
      double bestReward = Double.NEGATIVE_INFINITY;
      for (int draw = 0; draw < allowed; draw++) {
        Particle candidate = evaluated(sampling.next(x, draw));
        double reward = reward(candidate);
        if (reward > bestReward) {
          best = candidate;
          bestReward = reward;
        }
        if (reward > record) {
          record = reward;
          rolledOver = allowed - draw - 1;
          break;
        }
      }
      x = Objects.requireNonNull(best);
    }
    return rewards;
  }

  private double reward(Particle particle) {
    double reward = ToyReward.value(ToyModel.image(particle.posteriorMean()));
    rewards.add(reward);
    return reward;
  }

  private static Particle evaluated(Particle particle) {
    return particle.withVelocity(ToyModel.velocity(particle.latent(), particle.time()));
  }
}
