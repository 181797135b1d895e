package dev.rollover.model.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.model.Fixture;
import dev.rollover.model.ModelFormatException;
import dev.rollover.model.ModelProperties;
import dev.rollover.model.lora.MergedLoras;
import dev.rollover.tensor.DataType;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.RelativeDifference;
import dev.rollover.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LoRAs change the transformer as diffusers' {@code fuse_lora} does, or are refused by name. */
@NullMarked
class FluxLorasTest {

  private static final String QUERIES = "transformer.transformer_blocks.0.attn.to_q";

  private final Fixture updates = Fixture.named("flux-loras");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"peft, 1", "alphas, 0.6", "original, 1"})
  void one_gives_the_velocity_of_diffusers(String name, double scale) throws IOException {
    MergedLoras loras = loras();
    loras.assertVelocity(name, loras.lora(name, scale));
    float[] ours = loras.velocity(loras.lora(name, scale));
    assertThat(RelativeDifference.of(ours, loras.theirs("plain"))).isGreaterThan(0.1);
  }

  @Test
  void several_add_up() throws IOException {
    MergedLoras loras = loras();
    loras.assertVelocity("both", loras.lora("peft", 0.5), loras.lora("original", -0.3));
  }

  @Test
  void one_of_no_scale_changes_nothing() throws IOException {
    MergedLoras loras = loras();
    loras.assertVelocity("plain", loras.lora("original", 0));
  }

  private MergedLoras loras() throws IOException {
    Fixture base = Fixture.named("flux-unguided");
    FluxConfig config = FluxConfig.read(base.folder());
    return new MergedLoras(
        base,
        config.network(),
        FluxLoraTargets.of(config),
        updates,
        "hidden_states",
        "encoder_hidden_states",
        "pooled_projections",
        "timestep",
        "img_ids",
        "txt_ids");
  }

  @Test
  void all_keys_that_match_nothing_are_named_together() throws IOException {
    refused(
        weights -> {
          weights.put("transformer.nothing.lora_A.weight", floats(2, 32));
          weights.put("transformer.nothing.lora_B.weight", floats(32, 2));
          weights.put("transformer.transformer_blocks.0.attn.norm_q.weight", floats(16));
          weights.put(QUERIES + ".lora_B.bias", floats(32));
        },
        "'transformer.nothing' is no layer of the transformer",
        "'transformer.transformer_blocks.0.attn.norm_q.weight' is neither a matrix",
        "'" + QUERIES + ".lora_B.bias' is neither a matrix");
  }

  @Test
  void those_of_text_encoders_are_refused_by_name() throws IOException {
    refused(
        weights -> {
          weights.put("text_encoder.text_model.a.lora_A.weight", floats(2, 4));
          weights.put("lora_te1_text_model_a.lora_down.weight", floats(2, 4));
        },
        "'text_encoder.text_model.a.lora_A.weight' is of a text encoder",
        "'lora_te1_text_model_a.lora_down.weight' is of a text encoder");
  }

  @Test
  void one_of_another_size_is_refused_with_both_sizes() throws IOException {
    refused(
        weights -> weights.put(QUERIES + ".lora_A.weight", floats(3, 31)),
        "'%s' has matrices of [3, 31] and [32, 3], not [rank, 32] and [32, rank]"
            .formatted(QUERIES));
  }

  @Test
  void one_that_lacks_a_matrix_is_refused() throws IOException {
    refused(
        weights -> weights.remove(QUERIES + ".lora_B.weight"),
        "'%s' lacks one of its two matrices".formatted(QUERIES));
  }

  @Test
  void an_empty_one_is_refused() throws IOException {
    refused(Map::clear, "has no update in it");
  }

  private void refused(Consumer<Map<String, FloatTensor>> change, String... messages)
      throws IOException {
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    try (Safetensors file = Safetensors.open(updates.folder().resolve("alphas.safetensors"))) {
      file.names().forEach(name -> weights.put(name, file.read(name)));
    }
    change.accept(weights);
    Path changed = folder.resolve("changed.safetensors");
    Safetensors.write(changed, weights, DataType.F32);
    assertThatThrownBy(() -> loras().velocity(new ModelProperties.Lora(changed.toString(), 1)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(changed.toString())
        .satisfies(
            thrown -> {
              String all = ((ModelFormatException) thrown).faults().toString();
              assertThat(all).contains(messages);
            });
  }

  private static FloatTensor floats(long... shape) {
    int size = 1;
    for (long side : shape) {
      size *= (int) side;
    }
    return new FloatTensor(shape, new float[size]);
  }
}
