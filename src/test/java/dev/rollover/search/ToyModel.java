package dev.rollover.search;

import dev.rollover.model.FlowModel;
import dev.rollover.model.ImageFunction;
import dev.rollover.model.LatentShape;
import dev.rollover.model.RgbImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A flow whose every coordinate goes to −1 or 1, evenly, with deviation 0.1; an image is the latent
 * itself in 24 bits a number. Counts what it is asked.
 */
final class ToyModel implements FlowModel {

  private static final double VARIANCE = 0.01;
  private static final double BITS = 1 << 20;
  private static final int MIDDLE = 1 << 23;

  final List<Integer> velocityBatches = new ArrayList<>();
  final List<Integer> decodeBatches = new ArrayList<>();
  final List<Integer> gradientBatches = new ArrayList<>();
  private final int nfePerVelocity;

  ToyModel() {
    this(1);
  }

  ToyModel(int nfePerVelocity) {
    this.nfePerVelocity = nfePerVelocity;
  }

  @Override
  public LatentShape latentShape() {
    return new LatentShape(3, 1, 2);
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
    velocityBatches.add(latents.size());
    List<float[]> velocities = new ArrayList<>();
    for (int row = 0; row < latents.size(); row++) {
      velocities.add(velocity(latents.get(row), times[row]));
    }
    return velocities;
  }

  static float[] velocity(float[] latent, double time) {
    float[] velocity = new float[latent.length];
    for (int i = 0; i < velocity.length; i++) {
      velocity[i] = (float) velocity(latent[i], time);
    }
    return velocity;
  }

  /** u = E[x_1 − x_0 | x] of the mixture on the linear path. */
  private static double velocity(double x, double time) {
    double alpha = 1 - time;
    double variance = alpha * alpha * VARIANCE + time * time;
    double lean = Math.tanh(alpha * x / variance);
    double image = lean + alpha * VARIANCE / variance * (x - alpha * lean);
    double noise = time / variance * (x - alpha * lean);
    return noise - image;
  }

  /** The derivatives of {@link ToyReward} of the posterior mean, as if images were exact. */
  @Override
  public List<float[]> gradients(
      List<float[]> latents, double[] times, ImageFunction toyReward, boolean previewed) {
    gradientBatches.add(latents.size());
    List<float[]> gradients = new ArrayList<>();
    for (int row = 0; row < latents.size(); row++) {
      gradients.add(gradient(latents.get(row), times[row]));
    }
    return gradients;
  }

  static float[] gradient(float[] latent, double time) {
    float[] gradient = new float[latent.length];
    for (int i = 0; i < gradient.length; i++) {
      double alpha = 1 - time;
      double variance = alpha * alpha * VARIANCE + time * time;
      double lean = Math.tanh(alpha * latent[i] / variance);
      double slope = alpha / variance * (1 - lean * lean);
      double kept = alpha * VARIANCE / variance;
      double mean = lean + kept * (latent[i] - alpha * lean);
      gradient[i] = (float) (-2 * (mean - 1) * (slope + kept * (1 - alpha * slope)));
    }
    return gradient;
  }

  @Override
  public List<RgbImage> decode(List<float[]> latents) {
    decodeBatches.add(latents.size());
    return latents.stream().map(ToyModel::image).toList();
  }

  static RgbImage image(float[] latent) {
    byte[] rgb = new byte[3 * latent.length];
    for (int i = 0; i < latent.length; i++) {
      int word = MIDDLE + (int) Math.round(BITS * Math.clamp(latent[i], -7, 7));
      rgb[3 * i] = (byte) (word >> 16);
      rgb[3 * i + 1] = (byte) (word >> 8);
      rgb[3 * i + 2] = (byte) word;
    }
    return new RgbImage(latent.length, 1, rgb);
  }

  /** The latent that was decoded into an image. */
  static double[] latent(RgbImage image) {
    double[] latent = new double[image.width()];
    for (int i = 0; i < latent.length; i++) {
      int word =
          (image.rgb()[3 * i] & 0xff) << 16
              | (image.rgb()[3 * i + 1] & 0xff) << 8
              | (image.rgb()[3 * i + 2] & 0xff);
      latent[i] = (word - MIDDLE) / BITS;
    }
    return latent;
  }

  int nfe() {
    return nfePerVelocity * (sum(velocityBatches) + Guidance.NFE * sum(gradientBatches));
  }

  private static int sum(List<Integer> batches) {
    return batches.stream().mapToInt(Integer::intValue).sum();
  }

  int decodes() {
    return sum(decodeBatches);
  }

  @Override
  public void close() {}
}
