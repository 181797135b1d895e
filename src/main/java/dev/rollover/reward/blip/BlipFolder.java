package dev.rollover.reward.blip;

import dev.rollover.model.ConfigFile;
import dev.rollover.model.WeightFiles;
import dev.rollover.reward.vision.ImageProcessor;
import dev.rollover.reward.vision.VisionConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * A folder with the weights of an ImageReward, in one of two layouts: that of transformers' BLIP
 * models, with {@code config.json} and {@code preprocessor_config.json}, or ImageReward's own, with
 * {@code med_config.json} alone, whose tower for images is a ViT-L/16 for 224×224 pixels.
 *
 * @param storedAs what the weights file calls a weight of transformers' name
 */
record BlipFolder(
    Path path,
    VisionConfig vision,
    BertConfig text,
    ImageProcessor processor,
    UnaryOperator<String> storedAs) {

  private static final VisionConfig BLIP =
      new VisionConfig(768, 3072, 12, 12, 384, 16, 1e-5, "gelu");

  private static final VisionConfig IMAGE_REWARD =
      new VisionConfig(1024, 4096, 24, 16, 224, 16, 1e-6, "gelu");

  /**
   * Reads what a folder says.
   *
   * @throws dev.rollover.model.ModelFormatException if that is nothing that can be done here
   */
  static BlipFolder read(Path path) throws IOException {
    Path own = path.resolve("med_config.json");
    return Files.exists(own) && !Files.exists(path.resolve("config.json"))
        ? readOwn(path, own)
        : readTransformers(path);
  }

  private static BlipFolder readOwn(Path path, Path config) throws IOException {
    ConfigFile file = ConfigFile.read(config);
    file.oneOf("model_type", "bert");
    return new BlipFolder(
        path,
        IMAGE_REWARD,
        BertConfig.read(file, 12, IMAGE_REWARD),
        ImageProcessor.usual(ImageProcessor.Usual.CLIP),
        storedAs(path));
  }

  private static BlipFolder readTransformers(Path path) throws IOException {
    ConfigFile file = ConfigFile.read(path.resolve("config.json"));
    file.oneOf("model_type", "blip");
    VisionConfig vision = VisionConfig.read(file.object("vision_config"), BLIP);
    return new BlipFolder(
        path,
        vision,
        BertConfig.read(file.object("text_config"), 8, vision),
        ImageProcessor.read(path, vision.imageSize(), ImageProcessor.Usual.BLIP),
        storedAs(path));
  }

  private static UnaryOperator<String> storedAs(Path path) throws IOException {
    return WeightFiles.shapes(path).containsKey("blip.visual_encoder.cls_token")
        ? BlipWeights::ofImageReward
        : name -> name;
  }
}
