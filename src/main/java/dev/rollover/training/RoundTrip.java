package dev.rollover.training;

import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneParser;
import dev.rollover.shapes.SceneRenderer;
import dev.rollover.shapes.SceneSampler;
import dev.rollover.shapes.TrainingCaptions;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Program;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Measures what an autoencoder keeps of a scene. */
final class RoundTrip {

  private static final int BATCH = 50;

  private RoundTrip() {}

  /** The share of fresh scenes whose objects the parser counts alike before and after. */
  static double exact(Device device, Map<String, Tensor> weights, int batches) {
    SplittableRandom random = new SplittableRandom(7003);
    TrainingCaptions captions = new TrainingCaptions(random);
    SceneSampler sampler = new SceneSampler(random);
    int kept = 0;
    try (LatentEncoder encoder = new LatentEncoder(device, weights);
        Program decoder =
            Program.compile(
                "autoencoder_kl_decoder",
                BundledAutoencoder.SIZES.constants(Precision.FLOAT32),
                device)) {
      decoder.bind(weights);
      for (int batch = 0; batch < batches; batch++) {
        List<Scene> scenes =
            Stream.generate(() -> sampler.draw(captions.next())).limit(BATCH).toList();
        List<float[]> latents =
            encoder.encode(scenes).stream().map(LatentEncoder.PACKING::unpack).toList();
        kept += kept(scenes, decode(device, decoder, latents));
      }
    }
    return (double) kept / (batches * BATCH);
  }

  private static List<float[]> decode(Device device, Program decoder, List<float[]> latents) {
    try (Scope scope = device.scope()) {
      Tensor stacked =
          scope.stack(
              latents,
              LatentEncoder.PACKING.channels(),
              LatentEncoder.PACKING.height(),
              LatentEncoder.PACKING.width());
      return decoder.run(scope, stacked).toRows();
    }
  }

  private static int kept(List<Scene> scenes, List<float[]> pixels) {
    int kept = 0;
    for (int row = 0; row < scenes.size(); row++) {
      Scene before = parse(SceneRenderer.render(scenes.get(row)));
      Scene after = parse(Pixels.toRgb(pixels.get(row)));
      kept += before.counts().equals(after.counts()) ? 1 : 0;
    }
    return kept;
  }

  private static Scene parse(byte[] rgb) {
    return SceneParser.parse(rgb, Scene.SIZE, Scene.SIZE);
  }
}
