package dev.rollover.training;

import dev.rollover.tensor.Precision;
import java.util.List;
import java.util.Map;

/** The sizes of the bundled model's transformer and text encoders. */
record BundledFlow(
    int doubleBlocks, int singleBlocks, int heads, List<Integer> axes, int textWidth) {

  static final BundledFlow SIZES = new BundledFlow(2, 4, 8, List.of(8, 12, 12), 128);

  static final int TEXT_LAYERS = 2;
  static final int TEXT_HEADS = 4;

  /** Channels of one token inside the transformer. */
  int width() {
    return heads * headWidth();
  }

  int headWidth() {
    return axes.stream().mapToInt(Integer::intValue).sum();
  }

  /** Channels of the feed-forward between two layers of the text encoders. */
  int textHidden() {
    return 2 * textWidth;
  }

  /** Latent positions along a side that make one token, a square of two by two. */
  private static final int PATCH = 2;

  /** Channels of a packed latent's token. */
  int channels() {
    return BundledAutoencoder.SIZES.latentChannels() * PATCH * PATCH;
  }

  Map<String, Object> transformerConstants(Precision precision) {
    return Map.of(
        "num_layers",
        doubleBlocks,
        "num_single_layers",
        singleBlocks,
        "attention_head_dim",
        headWidth(),
        "axes_dims_rope",
        axes,
        "guidance_embeds",
        false,
        "precision",
        precision.scalarType(),
        "plain_attention",
        true);
  }

  Map<String, Object> t5Constants() {
    return Map.of(
        "num_layers",
        TEXT_LAYERS,
        "num_heads",
        TEXT_HEADS,
        "relative_attention_num_buckets",
        32,
        "relative_attention_max_distance",
        128,
        "layer_norm_epsilon",
        1e-6,
        "dense_act_fn",
        "gelu_new",
        "precision",
        Precision.FLOAT32.scalarType());
  }

  Map<String, Object> clipConstants(int endOfText) {
    return Map.of(
        "num_hidden_layers",
        TEXT_LAYERS,
        "num_attention_heads",
        TEXT_HEADS,
        "layer_norm_eps",
        1e-5,
        "hidden_act",
        "quick_gelu",
        "eos_token_id",
        endOfText,
        "precision",
        Precision.FLOAT32.scalarType());
  }

  /** What diffusers reads of the transformer. */
  Map<String, Object> transformerConfig() {
    return Json.object(
        "_class_name",
        "FluxTransformer2DModel",
        "attention_head_dim",
        headWidth(),
        "axes_dims_rope",
        axes,
        "guidance_embeds",
        false,
        "in_channels",
        channels(),
        "joint_attention_dim",
        textWidth,
        "num_attention_heads",
        heads,
        "num_layers",
        doubleBlocks,
        "num_single_layers",
        singleBlocks,
        "patch_size",
        1,
        "pooled_projection_dim",
        textWidth);
  }

  /** What transformers reads of the CLIP encoder. */
  Map<String, Object> clipConfig() {
    int end = ClipTokenizerFiles.endOfText();
    return Json.object(
        "model_type",
        "clip_text_model",
        "architectures",
        List.of("CLIPTextModel"),
        "bos_token_id",
        end - 1,
        "eos_token_id",
        end,
        "pad_token_id",
        end,
        "hidden_act",
        "quick_gelu",
        "hidden_size",
        textWidth,
        "intermediate_size",
        textHidden(),
        "layer_norm_eps",
        1e-5,
        "max_position_embeddings",
        TokenizerFiles.MAX_LENGTH,
        "num_attention_heads",
        TEXT_HEADS,
        "num_hidden_layers",
        TEXT_LAYERS,
        "projection_dim",
        textWidth,
        "vocab_size",
        ClipTokenizerFiles.vocabulary());
  }

  /** What transformers reads of the T5 encoder. */
  Map<String, Object> t5Config() {
    return Json.object(
        "model_type",
        "t5",
        "architectures",
        List.of("T5EncoderModel"),
        "d_ff",
        textHidden(),
        "d_kv",
        textWidth / TEXT_HEADS,
        "d_model",
        textWidth,
        "dense_act_fn",
        "gelu_new",
        "eos_token_id",
        1,
        "feed_forward_proj",
        "gated-gelu",
        "is_encoder_decoder",
        false,
        "is_gated_act",
        true,
        "layer_norm_epsilon",
        1e-6,
        "num_heads",
        TEXT_HEADS,
        "num_layers",
        TEXT_LAYERS,
        "pad_token_id",
        0,
        "relative_attention_max_distance",
        128,
        "relative_attention_num_buckets",
        32,
        "use_cache",
        false,
        "vocab_size",
        T5TokenizerFiles.vocabulary());
  }
}
