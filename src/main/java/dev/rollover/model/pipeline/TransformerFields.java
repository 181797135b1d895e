package dev.rollover.model.pipeline;

import dev.rollover.model.ConfigFile;
import java.util.List;

/** Fields that the configurations of several families' transformers have in common. */
public final class TransformerFields {

  private static final String PATCH = "patch_size";

  private TransformerFields() {}

  /** Makes sure that it reads packed latents, of which each token is a patch of its own. */
  public static void requirePacked(ConfigFile file) {
    if (file.size(PATCH, 1) != 1) {
      throw file.wrong(PATCH, "is 1 in every FLUX: latents come packed");
    }
  }

  /**
   * Channels of a head that turn with each axis of the places.
   *
   * @param headDim channels of a head
   * @param usual what they are where the file does not say
   */
  public static List<Integer> rotaryAxes(
      ConfigFile file, String field, int headDim, List<Integer> usual) {
    List<Integer> axes = file.sizes(field, usual);
    if (axes.stream().mapToInt(Integer::intValue).sum() != headDim
        || axes.stream().anyMatch(channels -> channels % 2 != 0)) {
      throw file.wrong(field, "is even numbers that add up to attention_head_dim, not " + axes);
    }
    return axes;
  }
}
