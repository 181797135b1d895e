package dev.rollover.request;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.ImageSizes;
import dev.rollover.model.LatentShape;
import dev.rollover.model.PromptReading;
import dev.rollover.model.RgbImage;
import dev.rollover.model.ServedModel;
import dev.rollover.tensor.BatchKey;
import java.util.Arrays;
import java.util.List;

/**
 * A model of two points a channel, which every sample ends near; that called {@code scenes} claims
 * to show scenes of the bundled world.
 */
public record ToyModel(String name) implements ServedModel {

  private static final int SIDE = 8;

  @Override
  public String description() {
    return "Grey images";
  }

  @Override
  public String family() {
    return "toys";
  }

  @Override
  public ImageSizes sizes() {
    return new ImageSizes(SIDE, SIDE, 2 * SIDE);
  }

  @Override
  public boolean showsScenes() {
    return name.equals("scenes");
  }

  @Override
  public int guidedPixels() {
    return SIDE * SIDE;
  }

  @Override
  public List<String> unknownWords(String prompt) {
    return Arrays.stream(prompt.split(" ")).filter("blurry"::equals).toList();
  }

  /** Of letters, and of those that are called distilled with a scale of their own. */
  @Override
  public PromptReading reading() {
    return new PromptReading(
        name.equals("distilled") ? 3.5 : null,
        !name.equals("distilled") && !name.equals("quick"),
        40,
        64);
  }

  @Override
  public boolean cuts(String prompt, int tokens) {
    return prompt.length() > tokens;
  }

  @Override
  public boolean readsInPart(String prompt) {
    return prompt.contains(" and so on");
  }

  @Override
  public BatchKey callKey(String operation, int width, int height) {
    return new BatchKey(this, operation, List.of(width, height));
  }

  @Override
  public FlowModel prepare(Conditions conditions) {
    int nfePerVelocity = conditions.negativePrompt() == null ? 1 : 2;
    return new Flow(conditions.width(), conditions.height(), nfePerVelocity);
  }

  private record Flow(int width, int height, int nfePerVelocity) implements FlowModel {

    @Override
    public LatentShape latentShape() {
      return new LatentShape(2, 2, 4);
    }

    @Override
    public double timeShift(int steps) {
      return 1;
    }

    @Override
    public List<float[]> velocity(List<float[]> latents, double[] times) {
      return java.util.stream.IntStream.range(0, times.length)
          .mapToObj(row -> velocity(latents.get(row), times[row]))
          .toList();
    }

    private static float[] velocity(float[] latent, double time) {
      float[] velocity = new float[latent.length];
      for (int i = 0; i < velocity.length; i++) {
        velocity[i] = (float) ((latent[i] - 0.5 * Math.tanh(latent[i])) / Math.max(time, 0.01));
      }
      return velocity;
    }

    @Override
    public List<RgbImage> decode(List<float[]> latents) {
      return latents.stream().map(this::decode).toList();
    }

    private RgbImage decode(float[] latent) {
      byte[] rgb = new byte[3 * width * height];
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = (byte) Math.clamp(Math.round(128 + 100 * latent[i % latent.length]), 0, 255);
      }
      return new RgbImage(width, height, rgb);
    }

    @Override
    public void close() {}
  }
}
