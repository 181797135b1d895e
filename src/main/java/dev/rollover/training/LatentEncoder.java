package dev.rollover.training;

import dev.rollover.model.LatentPacking;
import dev.rollover.shapes.Caption;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneRenderer;
import dev.rollover.shapes.SceneSampler;
import dev.rollover.shapes.TrainingCaptions;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.Program;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Scenes as the means of their latents' posteriors. */
final class LatentEncoder implements AutoCloseable {

  private static final int BATCH = 64;
  private static final int SIDE = Scene.SIZE / BundledAutoencoder.SIZES.factor();

  /** How a latent image becomes tokens. */
  static final LatentPacking PACKING =
      new LatentPacking(BundledAutoencoder.SIZES.latentChannels(), SIDE, SIDE);

  private final Device device;
  private final Program encoder;

  LatentEncoder(Device device, Map<String, Tensor> weights) {
    this(device, weights, Precision.BFLOAT16);
  }

  /**
   * Binds weights.
   *
   * @param precision of the heavy operations
   */
  LatentEncoder(Device device, Map<String, Tensor> weights, Precision precision) {
    this.device = device;
    this.encoder =
        Program.compile(
            "autoencoder_kl_encoder", BundledAutoencoder.SIZES.constants(precision), device);
    encoder.bind(weights);
  }

  /**
   * The packed means of some scenes' latents, neither shifted nor scaled.
   *
   * @return one row of {@code [tokens · channels]} a scene
   */
  List<float[]> encode(List<Scene> scenes) {
    List<float[]> latents = new ArrayList<>(scenes.size());
    for (int from = 0; from < scenes.size(); from += BATCH) {
      latents.addAll(batch(scenes.subList(from, Math.min(from + BATCH, scenes.size()))));
    }
    return latents;
  }

  private List<float[]> batch(List<Scene> scenes) {
    List<float[]> rows =
        scenes.stream().map(scene -> Pixels.fromRgb(SceneRenderer.render(scene))).toList();
    try (Scope scope = device.scope()) {
      Tensor moments = encoder.run(scope, scope.stack(rows, 3, Scene.SIZE, Scene.SIZE));
      int mean = PACKING.packedShape().size();
      return moments.toRows().stream().map(row -> PACKING.pack(Arrays.copyOf(row, mean))).toList();
    }
  }

  /** Draws captions and scenes that satisfy them, and encodes the scenes. */
  List<Example> examples(int count, CaptionTokens tokens, SplittableRandom random) {
    TrainingCaptions captions = new TrainingCaptions(random);
    SceneSampler scenes = new SceneSampler(random);
    List<Example> examples = new ArrayList<>(count);
    while (examples.size() < count) {
      List<Caption> batch = new ArrayList<>();
      for (int row = 0; row < Math.min(BATCH, count - examples.size()); row++) {
        batch.add(captions.next());
      }
      List<float[]> latents = encode(batch.stream().map(scenes::draw).toList());
      for (int row = 0; row < batch.size(); row++) {
        examples.add(new Example(tokens.tokenize(batch.get(row).text()), latents.get(row)));
      }
    }
    return examples;
  }

  @Override
  public void close() {
    encoder.close();
  }
}
