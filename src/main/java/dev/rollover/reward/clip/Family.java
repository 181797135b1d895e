package dev.rollover.reward.clip;

import dev.rollover.model.ClipTextConfig;
import dev.rollover.model.ConfigFile;
import dev.rollover.model.WeightShapes;
import dev.rollover.reward.vision.ImageProcessor;
import dev.rollover.reward.vision.VisionConfig;
import dev.rollover.reward.vision.VisionShapes;
import java.util.Map;

/** Which of transformers' models with two towers a folder holds. */
enum Family {
  /** {@code CLIPModel}: also PickScore and HPSv2, which differ in their weights alone. */
  CLIP("clip_text_features", "clip_image_features") {
    @Override
    ImageProcessor.Usual processor() {
      return ImageProcessor.Usual.CLIP;
    }

    @Override
    ClipTextConfig text(ConfigFile file) {
      return ClipTextConfig.read(file);
    }

    @Override
    VisionConfig vision(ConfigFile file) {
      return VisionConfig.read(
          file, new VisionConfig(768, 3072, 12, 12, 224, 32, 1e-5, "quick_gelu"));
    }

    @Override
    Map<String, long[]> textWeights(ClipTextConfig text, int projection) {
      return new WeightShapes()
          .clipText(text)
          .weight("text_projection.weight", projection, text.hiddenSize())
          .all();
    }

    @Override
    Map<String, long[]> visionWeights(VisionConfig vision, int projection) {
      return VisionShapes.clipImageStates(vision)
          .weight("visual_projection.weight", projection, vision.hiddenSize())
          .all();
    }
  },

  /** {@code SiglipModel}, whose projections are part of the towers. */
  SIGLIP("siglip_text_features", "siglip_image_features") {
    @Override
    ImageProcessor.Usual processor() {
      return ImageProcessor.Usual.SIGLIP;
    }

    @Override
    ClipTextConfig text(ConfigFile file) {
      return new ClipTextConfig(
          file.size("vocab_size", 32000),
          file.size("hidden_size", 768),
          file.size("intermediate_size", 3072),
          file.size("num_hidden_layers", 12),
          file.size("num_attention_heads", 12),
          file.size("max_position_embeddings", 64),
          file.positive("layer_norm_eps", 1e-6),
          file.oneOf("hidden_act", "gelu_pytorch_tanh", "gelu", "quick_gelu"),
          file.integer("eos_token_id", 49407, 0));
    }

    @Override
    VisionConfig vision(ConfigFile file) {
      if (!file.flag("vision_use_head", true)) {
        throw file.wrong("vision_use_head", "is true: without a head there is nothing to compare");
      }
      return VisionConfig.read(
          file, new VisionConfig(768, 3072, 12, 12, 224, 16, 1e-6, "gelu_pytorch_tanh"));
    }

    @Override
    Map<String, long[]> textWeights(ClipTextConfig text, int projection) {
      return new WeightShapes()
          .clipText(text)
          .linear("text_model.head", projection, text.hiddenSize())
          .all();
    }

    @Override
    Map<String, long[]> visionWeights(VisionConfig vision, int projection) {
      int channels = vision.hiddenSize();
      return VisionShapes.visionTower(vision, vision.patches())
          .weight("vision_model.embeddings.patch_embedding.bias", channels)
          .weight("vision_model.head.probe", 1, 1, channels)
          .weight("vision_model.head.attention.in_proj_weight", 3L * channels, channels)
          .weight("vision_model.head.attention.in_proj_bias", 3L * channels)
          .linear("vision_model.head.attention.out_proj", channels, channels)
          .norm("vision_model.head.layernorm", channels)
          .feedForward("vision_model.head.mlp", channels, vision.intermediateSize())
          .all();
    }
  };

  private final String textProgram;
  private final String imageProgram;

  Family(String textProgram, String imageProgram) {
    this.textProgram = textProgram;
    this.imageProgram = imageProgram;
  }

  String textProgram() {
    return textProgram;
  }

  String imageProgram() {
    return imageProgram;
  }

  /** What the image processor does where its file does not say. */
  abstract ImageProcessor.Usual processor();

  abstract ClipTextConfig text(ConfigFile file);

  abstract VisionConfig vision(ConfigFile file);

  abstract Map<String, long[]> textWeights(ClipTextConfig text, int projection);

  abstract Map<String, long[]> visionWeights(VisionConfig vision, int projection);
}
