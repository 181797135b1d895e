package dev.rollover.reward.owl;

import dev.rollover.model.ClipTextConfig;
import dev.rollover.model.ConfigFile;
import dev.rollover.model.WeightShapes;
import dev.rollover.reward.vision.VisionConfig;
import dev.rollover.reward.vision.VisionShapes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The sizes of an {@code Owlv2ForObjectDetection}, from its {@code config.json}.
 *
 * @param projection numbers in a query's direction
 */
record OwlConfig(ClipTextConfig text, VisionConfig vision, int projection) {

  private static final VisionConfig USUAL =
      new VisionConfig(768, 3072, 12, 12, 768, 16, 1e-5, "quick_gelu");

  /** The end of a text is its highest token, whatever the configuration says of tokens. */
  private static final int HIGHEST_TOKEN_ENDS = 2;

  /** Reads a folder. */
  static OwlConfig read(Path folder) throws IOException {
    ConfigFile file = ConfigFile.read(folder.resolve("config.json"));
    if (!file.has("model_type")) {
      throw file.wrong("model_type", "is owlv2, and is missing");
    }
    file.oneOf("model_type", "owlv2");
    ConfigFile textFile = file.object("text_config");
    OwlConfig config =
        new OwlConfig(
            text(textFile),
            VisionConfig.read(file.object("vision_config"), USUAL),
            file.size("projection_dim", 512));
    VisionConfig.requireHeads(
        textFile, config.text().hiddenSize(), config.text().numAttentionHeads());
    if (config.projection() != config.text().hiddenSize()) {
      throw file.wrong(
          "projection_dim",
          "is %d as the text_config's hidden_size, which the class head compares, not %d"
              .formatted(config.text().hiddenSize(), config.projection()));
    }
    return config;
  }

  private static ClipTextConfig text(ConfigFile file) {
    return new ClipTextConfig(
        file.size("vocab_size", 49408),
        file.size("hidden_size", 512),
        file.size("intermediate_size", 2048),
        file.size("num_hidden_layers", 12),
        file.size("num_attention_heads", 8),
        file.size("max_position_embeddings", 16),
        file.positive("layer_norm_eps", 1e-5),
        file.oneOf("hidden_act", "quick_gelu", "gelu", "gelu_pytorch_tanh"),
        HIGHEST_TOKEN_ENDS);
  }

  /** What the program {@code owlv2_patches} reads, by the names that it has for them. */
  Map<String, long[]> patchWeights() {
    int channels = vision.hiddenSize();
    WeightShapes shapes =
        VisionShapes.clipImageStates(vision)
            .norm("layer_norm", channels)
            .linear("class_head.dense0", projection, channels)
            .linear("class_head.logit_shift", 1, channels)
            .linear("class_head.logit_scale", 1, channels);
    head(shapes, "box_head", 4);
    head(shapes, "objectness_head", 1);
    return shapes.all();
  }

  private void head(WeightShapes shapes, String name, int out) {
    int channels = vision.hiddenSize();
    shapes
        .linear(name + ".dense0", channels, channels)
        .linear(name + ".dense1", channels, channels)
        .linear(name + ".dense2", out, channels);
  }

  /** What the weights file calls a weight: its CLIP lies within, under nearly the same names. */
  static String storedAs(String name) {
    boolean isOfClip = name.startsWith("vision_model.") || name.startsWith("text_");
    return isOfClip ? "owlv2." + name.replace("pre_layrnorm", "pre_layernorm") : name;
  }
}
