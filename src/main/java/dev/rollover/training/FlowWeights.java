package dev.rollover.training;

import dev.rollover.tensor.FloatTensor;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The untrained weights of the flow: diffusers' {@code FluxTransformer2DModel} behind {@code
 * transformer/}, transformers' {@code CLIPTextModel} behind {@code text_encoder/} and {@code
 * T5EncoderModel} behind {@code text_encoder_2/}.
 */
final class FlowWeights {

  static final String TRANSFORMER = "transformer/";
  static final String CLIP = "text_encoder/";
  static final String T5 = "text_encoder_2/";

  /** Sinusoids of the time, as FLUX has them. */
  private static final int TIME_CHANNELS = 256;

  private final BundledFlow sizes;
  private final WeightTable table;

  private FlowWeights(BundledFlow sizes, RandomGenerator random) {
    this.sizes = sizes;
    this.table = new WeightTable(random);
  }

  static Map<String, FloatTensor> draw(
      BundledFlow sizes, Vocabularies vocabularies, RandomGenerator random) {
    FlowWeights weights = new FlowWeights(sizes, random);
    weights.transformer();
    weights.clip(vocabularies.clip());
    weights.t5(vocabularies.t5());
    return weights.table.weights();
  }

  /** How many token ids each text encoder knows. */
  record Vocabularies(int clip, int t5) {}

  private void transformer() {
    int width = sizes.width();
    table.linear(TRANSFORMER + "x_embedder", sizes.channels(), width);
    table.linear(TRANSFORMER + "context_embedder", sizes.textWidth(), width);
    embedder(TRANSFORMER + "time_text_embed.timestep_embedder", TIME_CHANNELS);
    embedder(TRANSFORMER + "time_text_embed.text_embedder", sizes.textWidth());
    for (int block = 0; block < sizes.doubleBlocks(); block++) {
      doubleBlock(TRANSFORMER + "transformer_blocks." + block);
    }
    for (int block = 0; block < sizes.singleBlocks(); block++) {
      singleBlock(TRANSFORMER + "single_transformer_blocks." + block);
    }
    table.silentLinear(TRANSFORMER + "norm_out.linear", width, 2 * width);
    table.silentLinear(TRANSFORMER + "proj_out", width, sizes.channels());
  }

  private void embedder(String name, int inputs) {
    table.linear(name + ".linear_1", inputs, sizes.width());
    table.linear(name + ".linear_2", sizes.width(), sizes.width());
  }

  private void doubleBlock(String block) {
    int width = sizes.width();
    table.silentLinear(block + ".norm1.linear", width, 6 * width);
    table.silentLinear(block + ".norm1_context.linear", width, 6 * width);
    for (String projection :
        new String[] {
          "to_q", "to_k", "to_v", "to_out.0", "add_q_proj", "add_k_proj", "add_v_proj", "to_add_out"
        }) {
      table.linear(block + ".attn." + projection, width, width);
    }
    for (String norm : new String[] {"norm_q", "norm_k", "norm_added_q", "norm_added_k"}) {
      table.scale(block + ".attn." + norm, sizes.headWidth());
    }
    feedForward(block + ".ff");
    feedForward(block + ".ff_context");
  }

  private void feedForward(String name) {
    table.linear(name + ".net.0.proj", sizes.width(), 4 * sizes.width());
    table.linear(name + ".net.2", 4 * sizes.width(), sizes.width());
  }

  private void singleBlock(String block) {
    int width = sizes.width();
    table.silentLinear(block + ".norm.linear", width, 3 * width);
    table.linear(block + ".proj_mlp", width, 4 * width);
    table.linear(block + ".proj_out", 5 * width, width);
    for (String projection : new String[] {"to_q", "to_k", "to_v"}) {
      table.linear(block + ".attn." + projection, width, width);
    }
    table.scale(block + ".attn.norm_q", sizes.headWidth());
    table.scale(block + ".attn.norm_k", sizes.headWidth());
  }

  private void clip(int vocabulary) {
    int width = sizes.textWidth();
    String text = CLIP + "text_model.";
    table.embedding(text + "embeddings.token_embedding", vocabulary, width, 0.1);
    table.embedding(text + "embeddings.position_embedding", TokenizerFiles.MAX_LENGTH, width, 0.1);
    for (int index = 0; index < BundledFlow.TEXT_LAYERS; index++) {
      String layer = text + "encoder.layers." + index;
      table.norm(layer + ".layer_norm1", width);
      for (String projection : new String[] {"q_proj", "k_proj", "v_proj", "out_proj"}) {
        table.linear(layer + ".self_attn." + projection, width, width);
      }
      table.norm(layer + ".layer_norm2", width);
      table.linear(layer + ".mlp.fc1", width, sizes.textHidden());
      table.linear(layer + ".mlp.fc2", sizes.textHidden(), width);
    }
    table.norm(text + "final_layer_norm", width);
  }

  private void t5(int vocabulary) {
    int width = sizes.textWidth();
    table.embedding(T5 + "shared", vocabulary, width, 1);
    for (int index = 0; index < BundledFlow.TEXT_LAYERS; index++) {
      String block = T5 + "encoder.block." + index;
      String attention = block + ".layer.0.SelfAttention";
      table.scale(block + ".layer.0.layer_norm", width);
      // T5 does not divide its scores by the head's width: the queries start that much smaller.
      table.smallMatrix(
          attention + ".q", width, width, Math.sqrt((double) width / BundledFlow.TEXT_HEADS));
      table.matrix(attention + ".k", width, width);
      table.matrix(attention + ".v", width, width);
      table.matrix(attention + ".o", width, width);
      if (index == 0) {
        table.embedding(attention + ".relative_attention_bias", 32, BundledFlow.TEXT_HEADS, 0.1);
      }
      String dense = block + ".layer.1.DenseReluDense";
      table.scale(block + ".layer.1.layer_norm", width);
      table.matrix(dense + ".wi_0", width, sizes.textHidden());
      table.matrix(dense + ".wi_1", width, sizes.textHidden());
      table.matrix(dense + ".wo", sizes.textHidden(), width);
    }
    table.scale(T5 + "encoder.final_layer_norm", width);
  }
}
