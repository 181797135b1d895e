package dev.rollover.training;

import dev.rollover.model.vqa.VqaConfig;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.Shape;
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
  static final int TEXT_LAYERS = 1;
  static final int ANSWER_LAYERS = 3;

  private static final int NORM_GROUPS = 8;

  /** Kinds that a caption names at most. */
  private static final int PHRASES = 3;

  /** Words of «to the right of two blue squares», and one to spare. */
  private static final int PHRASE_LENGTH = 8;

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
        PHRASES,
        PHRASE_LENGTH,
        Stream.concat(Vocabulary.words().stream(), Stream.of(Vocabulary.COMMA)).toList(),
        Stream.of(Shape.values())
            .flatMap(shape -> Stream.of(shape.word(), shape.plural()))
            .toList(),
        temperature);
  }

  /** The {@code config.json}. */
  static Map<String, Object> json(VqaConfig config) {
    return Json.object(
        "model_type",
        "rollover_vqa",
        "image_size",
        config.imageSize(),
        "max_phrase_length",
        config.phraseLength(),
        "max_phrases",
        config.phrases(),
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
        "phrase_ends",
        config.phraseEnds(),
        "temperature",
        config.temperature(),
        "vocabulary",
        config.words());
  }
}
