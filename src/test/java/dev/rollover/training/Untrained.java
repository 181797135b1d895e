package dev.rollover.training;

import dev.rollover.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** The bundled model before it has learned anything. */
final class Untrained {

  private Untrained() {}

  static Map<String, FloatTensor> autoencoder() {
    return AutoencoderWeights.draw(BundledAutoencoder.SIZES, new SplittableRandom(1));
  }

  static Map<String, FloatTensor> flow() {
    var vocabularies =
        new FlowWeights.Vocabularies(
            ClipTokenizerFiles.vocabulary(), T5TokenizerFiles.vocabulary());
    return FlowWeights.draw(BundledFlow.SIZES, vocabularies, new SplittableRandom(2));
  }

  /** The flow with small random values in its silent layers, so that it answers something. */
  static Map<String, FloatTensor> loudFlow() {
    SplittableRandom random = new SplittableRandom(3);
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    flow().forEach((name, weight) -> weights.put(name, loud(weight, random)));
    return weights;
  }

  private static FloatTensor loud(FloatTensor weight, SplittableRandom random) {
    for (float value : weight.data()) {
      if (value != 0) {
        return weight;
      }
    }
    float[] values = new float[weight.data().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat(-0.05f, 0.05f);
    }
    return new FloatTensor(weight.shape(), values);
  }

  /** The weights behind a prefix, by the rest of their names. */
  static Map<String, FloatTensor> behind(String prefix, Map<String, FloatTensor> weights) {
    Map<String, FloatTensor> part = new LinkedHashMap<>();
    weights.forEach(
        (name, weight) -> {
          if (name.startsWith(prefix)) {
            part.put(name.substring(prefix.length()), weight);
          }
        });
    return part;
  }

  /** Writes the whole model as a folder. */
  static void write(Path folder, Map<String, FloatTensor> flow) throws IOException {
    TokenizerFiles.write(folder);
    ModelFolderWriter writer = new ModelFolderWriter(folder);
    writer.index();
    writer.autoencoder(autoencoder(), new LatentScale(0.1, 2));
    writer.transformer(behind(FlowWeights.TRANSFORMER, flow));
    writer.clip(behind(FlowWeights.CLIP, flow));
    writer.t5(behind(FlowWeights.T5, flow));
  }
}
