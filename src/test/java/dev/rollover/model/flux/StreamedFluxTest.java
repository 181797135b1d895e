package dev.rollover.model.flux;

import dev.rollover.model.Fixture;
import dev.rollover.model.StreamedNetwork;
import dev.rollover.model.T5Config;
import dev.rollover.tensor.DataType;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.WeightChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** FLUX's networks compute the same, to the last bit, wherever their weights rest. */
@NullMarked
class StreamedFluxTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(DataType.class)
  void the_transformer_answers_the_same(DataType type) throws IOException {
    StreamedNetwork transformer = transformer(type);
    transformer.assertSame(Precision.FLOAT32);
    transformer.assertSame(Precision.BFLOAT16);
  }

  @Test
  void gradients_through_the_transformer_are_the_same() throws IOException {
    transformer(DataType.BF16).assertSameGradient();
  }

  @Test
  void what_is_merged_with_weights_is_merged_with_those_that_stream() throws IOException {
    WeightChange halved =
        name ->
            name.startsWith("single_transformer_blocks.") && name.endsWith("proj_out.weight")
                ? Optional.of(StreamedFluxTest::half)
                : Optional.empty();
    transformer(DataType.BF16).assertSame(Precision.FLOAT32, halved);
  }

  private static FloatTensor half(FloatTensor weight) {
    float[] values = weight.data().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] /= 2;
    }
    return new FloatTensor(weight.shape(), values);
  }

  private StreamedNetwork transformer(DataType type) throws IOException {
    Fixture fixture = Fixture.named("flux-guided");
    return StreamedNetwork.of(
        FluxConfig.read(fixture.folder()).network(),
        fixture,
        type,
        folder,
        "hidden_states",
        "encoder_hidden_states",
        "pooled_projections",
        "timestep",
        "img_ids",
        "txt_ids",
        "guidance");
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void the_encoder_answers_the_same(DataType type) throws IOException {
    for (String name : new String[] {"t5-gated", "t5-relu"}) {
      Fixture fixture = Fixture.named(name);
      StreamedNetwork encoder =
          StreamedNetwork.of(
              T5Config.read(fixture.folder()).network(), fixture, type, folder, "input_ids");
      encoder.assertSame(Precision.FLOAT32);
      encoder.assertSame(Precision.BFLOAT16);
    }
  }
}
