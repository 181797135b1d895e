package dev.rollover.model.vqa;

import dev.rollover.model.ConfigFile;
import dev.rollover.tensor.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a small model that answers questions about images is like, from its {@code config.json}.
 *
 * @param imageSize pixels along a side of the images that it sees
 * @param heads of every attention
 * @param imageLayers blocks over an image's tokens
 * @param textLayers blocks over a question's phrases before it sees the image
 * @param answerLayers blocks over a question's phrases, each after a look at the image
 * @param normGroups of channels that its convolutions' outputs are normalised by
 * @param phrases of the longest question
 * @param phraseLength words and commas of the longest phrase
 * @param words that it can read
 * @param phraseEnds those of them that end a phrase
 * @param temperature what its log odds are divided by so that probabilities are as often right as
 *     they say
 */
public record VqaConfig(
    int imageSize,
    int heads,
    int imageLayers,
    int textLayers,
    int answerLayers,
    int normGroups,
    int phrases,
    int phraseLength,
    List<String> words,
    List<String> phraseEnds,
    double temperature) {

  /** Pixels along a side of what one token of an image stands for. */
  public static final int PIXELS_PER_TOKEN = 16;

  public VqaConfig {
    words = List.copyOf(words);
    phraseEnds = List.copyOf(phraseEnds);
  }

  static VqaConfig read(Path folder) throws IOException {
    ConfigFile file = ConfigFile.read(folder.resolve("config.json"));
    file.oneOf("model_type", "rollover_vqa");
    int size = file.size("image_size");
    if (size % PIXELS_PER_TOKEN != 0) {
      throw file.wrong(
          "image_size", "is a multiple of %d, not %d".formatted(PIXELS_PER_TOKEN, size));
    }
    return new VqaConfig(
        size,
        file.size("num_attention_heads"),
        file.size("num_image_layers"),
        file.size("num_text_layers"),
        file.size("num_answer_layers"),
        file.size("norm_num_groups"),
        file.size("max_phrases"),
        file.size("max_phrase_length"),
        file.words("vocabulary"),
        file.words("phrase_ends"),
        file.positive("temperature", 1));
  }

  /** Tokens of an image. */
  public int imageTokens() {
    int side = imageSize / PIXELS_PER_TOKEN;
    return side * side;
  }

  /** The constants of the program {@code vqa_image}. */
  public Map<String, Object> imageConstants(Precision precision) {
    return Map.of(
        "heads",
        heads,
        "image_layers",
        imageLayers,
        "norm_groups",
        normGroups,
        "precision",
        precision.scalarType());
  }

  /** The constants of the program {@code vqa_answer}. */
  public Map<String, Object> answerConstants(Precision precision) {
    return Map.of(
        "heads",
        heads,
        "text_layers",
        textLayers,
        "answer_layers",
        answerLayers,
        "precision",
        precision.scalarType());
  }
}
