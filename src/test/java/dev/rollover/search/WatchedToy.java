package dev.rollover.search;

import dev.rollover.model.FlowModel;
import dev.rollover.model.ImageFunction;
import dev.rollover.model.LatentShape;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.Score;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The toy's world, which remembers what it was asked: a {@link ToyModel}, with a preview decoder
 * that shows every number a little off where there is to be one, and its reward.
 */
final class WatchedToy implements FlowModel {

  private static final float OFF = 0.125F;

  final ToyModel toy;
  final boolean previews;
  private final boolean coarse;
  private final IdentityHashMap<RgbImage, Score> scores = new IdentityHashMap<>();
  private final IdentityHashMap<RgbImage, Boolean> decodedInFull = new IdentityHashMap<>();
  private int previewed;
  private int scored;
  private double highest = Double.NEGATIVE_INFINITY;

  WatchedToy(boolean previews, boolean coarse) {
    this(previews, coarse, 1);
  }

  WatchedToy(boolean previews, boolean coarse, int nfePerVelocity) {
    this.toy = new ToyModel(nfePerVelocity);
    this.previews = previews;
    this.coarse = coarse;
  }

  @Override
  public LatentShape latentShape() {
    return toy.latentShape();
  }

  @Override
  public double timeShift(int steps) {
    return toy.timeShift(steps);
  }

  @Override
  public int nfePerVelocity() {
    return toy.nfePerVelocity();
  }

  @Override
  public List<float[]> velocity(List<float[]> latents, double[] times) {
    return toy.velocity(latents, times);
  }

  @Override
  public List<RgbImage> decode(List<float[]> latents) {
    List<RgbImage> images = toy.decode(latents);
    images.forEach(image -> decodedInFull.put(image, true));
    return images;
  }

  @Override
  public boolean hasPreview() {
    return previews;
  }

  @Override
  public List<RgbImage> preview(List<float[]> latents) {
    previewed += latents.size();
    return latents.stream().map(WatchedToy::approximately).map(ToyModel::image).toList();
  }

  private static float[] approximately(float[] latent) {
    float[] shown = latent.clone();
    for (int i = 0; i < shown.length; i++) {
      shown[i] += i % 2 == 0 ? OFF : -OFF;
    }
    return shown;
  }

  @Override
  public List<float[]> gradients(
      List<float[]> latents, double[] times, ImageFunction toyReward, boolean previewed) {
    return toy.gradients(latents, times, toyReward, previewed);
  }

  Reward reward() {
    return new Reward() {
      @Override
      public List<Score> score(List<RgbImage> images) {
        scored += images.size();
        return images.stream().map(WatchedToy.this::score).toList();
      }

      @Override
      public Optional<ImageFunction> differentiable() {
        return new ToyReward().differentiable();
      }
    };
  }

  private Score score(RgbImage image) {
    Score score = new Score(value(image), Map.of("toy", 1.0));
    scores.put(image, score);
    highest = Math.max(highest, score.value());
    return score;
  }

  double value(RgbImage image) {
    double value = ToyReward.value(image);
    return coarse ? Math.floor(value / 4) * 4 : value;
  }

  /** Whether an image was scored as it is. */
  boolean hasScored(RgbImage image) {
    return scores.containsKey(image);
  }

  /** Whether an image came from the full decoder. */
  boolean hasDecoded(RgbImage image) {
    return decodedInFull.containsKey(image);
  }

  /** The highest reward of all images so far. */
  double highest() {
    return highest;
  }

  int nfe() {
    return toy.nfe();
  }

  /** Images decoded by either decoder. */
  int decodes() {
    return toy.decodes() + previewed;
  }

  int previewed() {
    return previewed;
  }

  int rewardCalls() {
    return scored;
  }

  @Override
  public void close() {}
}
