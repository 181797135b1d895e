package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Drawn weights are those, and all of those, that diffusers and transformers save. */
class WeightNamesTest {

  private static final Path SAVED = Path.of("src/test/resources/fixtures");

  private final Map<String, FloatTensor> flow = Untrained.flow();

  @Test
  void the_transformer_has_every_weight_of_diffusers_but_guidance() throws IOException {
    Set<String> saved = saved("pipeline/transformer/diffusion_pytorch_model.safetensors");
    saved.removeIf(name -> name.contains("guidance_embedder"));
    assertThat(drawn(FlowWeights.TRANSFORMER)).isEqualTo(saved);
  }

  @Test
  void the_text_encoders_have_every_weight_of_transformers() throws IOException {
    assertThat(drawn(FlowWeights.CLIP)).isEqualTo(saved("pipeline/text_encoder/model.safetensors"));
    assertThat(drawn(FlowWeights.T5)).isEqualTo(saved("pipeline/text_encoder_2/model.safetensors"));
  }

  @Test
  void the_autoencoder_has_every_weight_of_diffusers_but_quant_convolutions() throws IOException {
    Set<String> saved = saved("autoencoder-full/diffusion_pytorch_model.safetensors");
    saved.removeIf(name -> name.contains("quant_conv"));
    assertThat(kinds(Untrained.autoencoder().keySet())).isEqualTo(saved);
  }

  @Test
  void the_preview_decoder_has_every_weight_of_diffusers() throws IOException {
    BundledPreview sizes = new BundledPreview(64, List.of(3, 3, 3, 1));
    Map<String, FloatTensor> weights =
        new HashMap<>(PreviewWeights.draw(sizes, new SplittableRandom(5)));
    weights.putAll(PreviewWeights.silentEncoder(sizes));
    String file = "tiny-taef1/diffusion_pytorch_model.safetensors";
    try (Safetensors saved = Safetensors.open(SAVED.resolve(file))) {
      assertThat(weights.keySet()).isEqualTo(saved.names());
      weights.forEach(
          (name, weight) ->
              assertThat(weight.shape()).as(name).isEqualTo(saved.info(name).shape()));
    }
  }

  @Test
  void blocks_and_embeddings_are_as_many_and_as_wide_as_the_sizes_say() {
    long width = BundledFlow.SIZES.width();
    assertShape(FlowWeights.TRANSFORMER + "x_embedder.weight", width, 64);
    assertShape(
        FlowWeights.TRANSFORMER + "transformer_blocks.1.norm1.linear.weight", 6 * width, width);
    assertShape(
        FlowWeights.TRANSFORMER + "single_transformer_blocks.3.proj_out.weight", width, 5 * width);
    assertShape(
        FlowWeights.CLIP + "text_model.embeddings.token_embedding.weight",
        ClipTokenizerFiles.vocabulary(),
        BundledFlow.SIZES.textWidth());
    assertShape(
        FlowWeights.T5 + "shared.weight",
        T5TokenizerFiles.vocabulary(),
        BundledFlow.SIZES.textWidth());
    assertThat(flow)
        .doesNotContainKey(FlowWeights.TRANSFORMER + "transformer_blocks.2.norm1.linear.weight")
        .doesNotContainKey(FlowWeights.TRANSFORMER + "single_transformer_blocks.4.proj_out.weight");
  }

  private void assertShape(String name, long... shape) {
    assertThat(flow)
        .hasEntrySatisfying(name, weight -> assertThat(weight.shape()).isEqualTo(shape));
  }

  private Set<String> drawn(String prefix) {
    return kinds(Untrained.behind(prefix, flow).keySet());
  }

  private static Set<String> saved(String file) throws IOException {
    try (Safetensors saved = Safetensors.open(SAVED.resolve(file))) {
      return kinds(saved.names());
    }
  }

  /** Names without the numbers of blocks, of which models of other sizes have others. */
  private static Set<String> kinds(Collection<String> names) {
    Set<String> kinds = new TreeSet<>();
    for (String name : names) {
      // Newer transformers save CLIP's weights without this prefix.
      kinds.add(name.replaceFirst("^text_model\\.", "").replaceAll("\\.\\d+(?=\\.)", ".#"));
    }
    return kinds;
  }
}
