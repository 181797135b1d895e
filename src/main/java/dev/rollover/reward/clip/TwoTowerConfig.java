package dev.rollover.reward.clip;

import dev.rollover.model.ClipTextConfig;
import dev.rollover.model.ConfigFile;
import dev.rollover.reward.vision.VisionConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The sizes of a model with two towers, from its {@code config.json}.
 *
 * @param projection numbers in a direction, which both towers lead to
 */
record TwoTowerConfig(Family family, ClipTextConfig text, VisionConfig vision, int projection) {

  private static final String TYPE = "model_type";

  /** Reads a folder with both towers. */
  static TwoTowerConfig read(Path folder) throws IOException {
    ConfigFile file = ConfigFile.read(folder.resolve("config.json"));
    if (!file.has(TYPE)) {
      throw file.wrong(TYPE, "is one of clip, siglip, and is missing");
    }
    Family family = file.oneOf(TYPE, "clip", "siglip").equals("clip") ? Family.CLIP : Family.SIGLIP;
    ConfigFile textFile = part(file, "text_config");
    ClipTextConfig text = family.text(textFile);
    VisionConfig vision = family.vision(part(file, "vision_config"));
    VisionConfig.requireHeads(textFile, text.hiddenSize(), text.numAttentionHeads());
    return new TwoTowerConfig(
        family, text, vision, projection(family, file, textFile, text, vision));
  }

  /** Reads a folder whose tower for images is a CLIP's, whether or not there is one for texts. */
  static VisionConfig readVision(Path folder) throws IOException {
    ConfigFile file = ConfigFile.read(folder.resolve("config.json"));
    boolean hasBoth = file.oneOf(TYPE, "clip", "clip_vision_model").equals("clip");
    return Family.CLIP.vision(hasBoth ? part(file, "vision_config") : file);
  }

  /** Numbers in a CLIP's direction. */
  static int projection(Path folder) throws IOException {
    return ConfigFile.read(folder.resolve("config.json")).size("projection_dim", 512);
  }

  /** Old files have what counts in a field of its own, beside one that does not. */
  private static ConfigFile part(ConfigFile file, String field) {
    String older = field + "_dict";
    return file.object(file.has(older) ? older : field);
  }

  private static int projection(
      Family family,
      ConfigFile file,
      ConfigFile textFile,
      ClipTextConfig text,
      VisionConfig vision) {
    if (family == Family.CLIP) {
      return file.size("projection_dim", 512);
    }
    int projection = textFile.size("projection_size", text.hiddenSize());
    if (projection != vision.hiddenSize()) {
      throw textFile.wrong(
          "projection_size",
          "is %d as the tower for images has it, not %d"
              .formatted(vision.hiddenSize(), projection));
    }
    return projection;
  }

  /** The constants of the program for texts. */
  Map<String, Object> textConstants() {
    Map<String, Object> constants = new HashMap<>(text.constants());
    if (family == Family.SIGLIP) {
      constants.remove("eos_token_id");
    }
    return constants;
  }

  Map<String, long[]> textWeights() {
    return family.textWeights(text, projection);
  }

  Map<String, long[]> visionWeights() {
    return family.visionWeights(vision, projection);
  }
}
