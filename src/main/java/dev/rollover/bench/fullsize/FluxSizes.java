package dev.rollover.bench.fullsize;

/**
 * How large a FLUX.1 is; what is not said here is as in FLUX.1-dev.
 *
 * @param doubleBlocks 19 in FLUX.1
 * @param singleBlocks 38 in FLUX.1
 * @param heads of 128 channels each, 24 in FLUX.1
 * @param textLayers of T5, 24 in its XXL
 * @param side of the images that it was trained on, in pixels, 1024 in FLUX.1
 */
record FluxSizes(int doubleBlocks, int singleBlocks, int heads, int textLayers, int side) {

  static final FluxSizes TRUE = new FluxSizes(19, 38, 24, 24, 1024);

  static final String INDEX =
      """
      {
        "_class_name": "FluxPipeline",
        "scheduler": ["diffusers", "FlowMatchEulerDiscreteScheduler"],
        "text_encoder": ["transformers", "CLIPTextModel"],
        "text_encoder_2": ["transformers", "T5EncoderModel"],
        "tokenizer": ["transformers", "CLIPTokenizer"],
        "tokenizer_2": ["transformers", "T5TokenizerFast"],
        "transformer": ["diffusers", "FluxTransformer2DModel"],
        "vae": ["diffusers", "AutoencoderKL"]
      }
      """;

  static final String SCHEDULER =
      """
      {
        "_class_name": "FlowMatchEulerDiscreteScheduler",
        "base_image_seq_len": 256,
        "base_shift": 0.5,
        "max_image_seq_len": 4096,
        "max_shift": 1.15,
        "num_train_timesteps": 1000,
        "shift": 3.0,
        "use_dynamic_shifting": true
      }
      """;

  private static final String VAE =
      """
      {
        "_class_name": "AutoencoderKL",
        "act_fn": "silu",
        "block_out_channels": [128, 256, 512, 512],
        "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D"],
        "force_upcast": true,
        "in_channels": 3,
        "latent_channels": 16,
        "layers_per_block": 2,
        "mid_block_add_attention": true,
        "norm_num_groups": 32,
        "out_channels": 3,
        "sample_size": %d,
        "scaling_factor": 0.3611,
        "shift_factor": 0.1159,
        "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"],
        "use_post_quant_conv": false,
        "use_quant_conv": false
      }
      """;

  static final String CLIP =
      """
      {
        "architectures": ["CLIPTextModel"],
        "model_type": "clip_text_model",
        "bos_token_id": 0,
        "eos_token_id": 2,
        "hidden_act": "quick_gelu",
        "hidden_size": 768,
        "intermediate_size": 3072,
        "layer_norm_eps": 1e-05,
        "max_position_embeddings": 77,
        "num_attention_heads": 12,
        "num_hidden_layers": 12,
        "pad_token_id": 1,
        "projection_dim": 768,
        "vocab_size": 49408
      }
      """;

  String autoencoder() {
    return VAE.formatted(side);
  }

  String transformer() {
    return """
    {
      "_class_name": "FluxTransformer2DModel",
      "attention_head_dim": 128,
      "guidance_embeds": true,
      "in_channels": 64,
      "joint_attention_dim": 4096,
      "num_attention_heads": %d,
      "num_layers": %d,
      "num_single_layers": %d,
      "patch_size": 1,
      "pooled_projection_dim": 768
    }
    """
        .formatted(heads, doubleBlocks, singleBlocks);
  }

  String t5() {
    return """
    {
      "architectures": ["T5EncoderModel"],
      "model_type": "t5",
      "d_ff": 10240,
      "d_kv": 64,
      "d_model": 4096,
      "dense_act_fn": "gelu_new",
      "feed_forward_proj": "gated-gelu",
      "is_gated_act": true,
      "layer_norm_epsilon": 1e-06,
      "num_heads": 64,
      "num_layers": %d,
      "relative_attention_max_distance": 128,
      "relative_attention_num_buckets": 32,
      "vocab_size": 32128
    }
    """
        .formatted(textLayers);
  }
}
