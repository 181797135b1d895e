package dev.rollover.training;

import dev.rollover.model.VqaConfig;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The sizes of the bundled model that answers questions about images.
 *
 * @param channels after the stem and after each of the two convolutions that follow it
 * @param width of a token
 */
record BundledVqa(List<Integer> channels, int width) {

  static final BundledVqa SIZES = new BundledVqa(List.of(32, 64, 128), 128);

  static final int HEADS = 4;
  static final int IMAGE_LAYERS = 3;
  static final int TEXT_LAYERS = 2;
  static final int ANSWER_LAYERS = 3;

  private static final int NORM_GROUPS = 8;

  /** Words and commas of the longest caption. */
  private static final int LONGEST_QUESTION = 11;

  BundledVqa {
    channels = List.copyOf(channels);
  }

  /** Channels between the layers of a block's own. */
  int hidden() {
    return 4 * width;
  }

  /** What the programs are told. */
  static VqaConfig config(double temperature) {
    return new VqaConfig(
        Scene.SIZE,
        HEADS,
        IMAGE_LAYERS,
        TEXT_LAYERS,
        ANSWER_LAYERS,
        NORM_GROUPS,
        LONGEST_QUESTION,
        Stream.concat(Vocabulary.words().stream(), Stream.of(Vocabulary.COMMA)).toList(),
        temperature);
  }

  /** The {@code config.json}. */
  static Map<String, Object> json(VqaConfig config) {
    return Json.object(
        "model_type",
        "rollover_vqa",
        "image_size",
        config.imageSize(),
        "max_question_length",
        config.longestQuestion(),
        "norm_num_groups",
        config.normGroups(),
        "num_answer_layers",
        config.answerLayers(),
        "num_attention_heads",
        config.heads(),
        "num_image_layers",
        config.imageLayers(),
        "num_text_layers",
        config.textLayers(),
        "temperature",
        config.temperature(),
        "vocabulary",
        config.words());
  }
}
