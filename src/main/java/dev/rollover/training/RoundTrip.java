package dev.rollover.training;

import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneParser;
import dev.rollover.shapes.SceneRenderer;
import dev.rollover.shapes.SceneSampler;
import dev.rollover.shapes.TrainingCaptions;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Measures what an autoencoder keeps of a scene. */
final class RoundTrip {

  private static final int BATCH = 50;

  private RoundTrip() {}

  /** The share of so many fresh scenes whose objects the parser counts alike before and after. */
  static double exact(Device device, Map<String, Tensor> weights, int count) {
    SplittableRandom random = new SplittableRandom(7003);
    TrainingCaptions captions = new TrainingCaptions(random);
    SceneSampler sampler = new SceneSampler(random);
    int kept = 0;
    try (LatentEncoder encoder = new LatentEncoder(device, weights);
        LatentDecoder decoder = new LatentDecoder(device, weights, Precision.FLOAT32)) {
      for (int done = 0; done < count; done += BATCH) {
        List<Scene> scenes =
            Stream.generate(() -> sampler.draw(captions.next()))
                .limit(Math.min(BATCH, count - done))
                .toList();
        kept += kept(scenes, decoder.scenes(encoder.encode(scenes)));
      }
    }
    return (double) kept / count;
  }

  private static int kept(List<Scene> scenes, List<Scene> decoded) {
    int kept = 0;
    for (int row = 0; row < scenes.size(); row++) {
      byte[] rendered = SceneRenderer.render(scenes.get(row));
      Scene before = SceneParser.parse(rendered, Scene.SIZE, Scene.SIZE);
      kept += before.counts().equals(decoded.get(row).counts()) ? 1 : 0;
    }
    return kept;
  }
}
