package dev.rollover.estimate;

import dev.rollover.model.FlowModel;
import dev.rollover.model.ImageFunction;
import dev.rollover.model.LatentShape;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardUse;
import dev.rollover.reward.Score;
import dev.rollover.search.SearchClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A world that costs a search what a real one would, and hardly any time: latents of one number
 * that never moves, images of one pixel, one of few rewards by chance, and a clock that each call
 * and each round moves on by what it is likely to take.
 */
final class DryRun implements FlowModel, Reward, SearchClock {

  private static final LatentShape ONE_NUMBER = new LatentShape(1, 1, 1);

  /**
   * So few, that the highest is soon met: from then on nothing is better, as where a reward is at
   * its best or has come to rest, and a search that can end by finding better spends all it has.
   */
  private static final int LEVELS = 4;

  private static final RgbImage ONE_PIXEL = new RgbImage(1, 1, new byte[3]);

  private final Costs costs;
  private final int nfePerVelocity;
  private final SplittableRandom rewards = new SplittableRandom(1);
  private double seconds;
  private double deviceSeconds;
  private double usd;

  /** Seconds that calls and rounds are likely to take. */
  interface Costs {
    double encode();

    double velocity(int rows);

    double gradient(int rows);

    double decode(int rows);

    /** Whether looks ahead can be decoded cheaply. */
    boolean hasPreview();

    double preview(int rows);

    /** Of rewards that do not take the device's time. */
    double reward(int rows);

    double rewardOnDevice(int rows);

    /** What rewards ask of services, in dollars. */
    double rewardUsd(int rows);

    /** Whether looks ahead are scored by another reward. */
    boolean hasGate();

    /** Of that one's terms that do not take the device's time. */
    double gate(int rows);

    double gateOnDevice(int rows);

    double gateUsd(int rows);

    /** Beside its calls. */
    double round();
  }

  /** A world whose prompt is encoded. */
  DryRun(Costs costs, int nfePerVelocity) {
    this.costs = costs;
    this.nfePerVelocity = nfePerVelocity;
    deviceWorks(costs.encode());
  }

  private void deviceWorks(double forSeconds) {
    seconds += forSeconds;
    deviceSeconds += forSeconds;
  }

  /** A round begins. */
  void beginRound() {
    seconds += costs.round();
  }

  @Override
  public long nanos() {
    return Math.round(seconds * 1e9);
  }

  @Override
  public long deviceNanos() {
    return Math.round(deviceSeconds * 1e9);
  }

  @Override
  public LatentShape latentShape() {
    return ONE_NUMBER;
  }

  @Override
  public double timeShift(int steps) {
    return 1;
  }

  @Override
  public int nfePerVelocity() {
    return nfePerVelocity;
  }

  @Override
  public List<float[]> velocity(List<float[]> latents, double[] times) {
    deviceWorks(costs.velocity(latents.size()));
    return latents.stream().map(latent -> new float[1]).toList();
  }

  @Override
  public List<float[]> gradients(
      List<float[]> latents, double[] times, ImageFunction function, boolean previewed) {
    deviceWorks(costs.gradient(latents.size()));
    return latents.stream().map(latent -> new float[1]).toList();
  }

  @Override
  public List<RgbImage> decode(List<float[]> latents) {
    deviceWorks(costs.decode(latents.size()));
    return latents.stream().map(latent -> ONE_PIXEL).toList();
  }

  @Override
  public boolean hasPreview() {
    return costs.hasPreview();
  }

  @Override
  public List<RgbImage> preview(List<float[]> latents) {
    deviceWorks(costs.preview(latents.size()));
    return latents.stream().map(latent -> ONE_PIXEL).toList();
  }

  @Override
  public List<Score> score(List<RgbImage> images) {
    seconds += costs.reward(images.size());
    deviceWorks(costs.rewardOnDevice(images.size()));
    usd += costs.rewardUsd(images.size());
    return byChance(images);
  }

  @Override
  public Optional<Reward> gate() {
    return costs.hasGate() ? Optional.of(this::pass) : Optional.empty();
  }

  private List<Score> pass(List<RgbImage> images) {
    seconds += costs.gate(images.size());
    deviceWorks(costs.gateOnDevice(images.size()));
    usd += costs.gateUsd(images.size());
    return byChance(images);
  }

  /** The gate's among them. */
  @Override
  public Map<String, RewardUse> used() {
    return Map.of("all", new RewardUse(0, 0, 0, 0, 0, usd));
  }

  private List<Score> byChance(List<RgbImage> images) {
    return images.stream().map(image -> new Score(-rewards.nextInt(LEVELS), Map.of())).toList();
  }

  /** Not called: the gradients of this world cost only time. */
  @Override
  public Optional<ImageFunction> differentiable() {
    return Optional.of((scope, images) -> images);
  }

  @Override
  public void close() {}
}
