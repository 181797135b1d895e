package dev.rollover.model.flux2;

import dev.rollover.model.Fixture;
import dev.rollover.model.Qwen3Config;
import dev.rollover.model.StreamedNetwork;
import dev.rollover.tensor.DataType;
import dev.rollover.tensor.Precision;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** FLUX.2 klein's networks compute the same, to the last bit, wherever their weights rest. */
@NullMarked
class StreamedFlux2Test {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(DataType.class)
  void the_transformer_answers_the_same(DataType type) throws IOException {
    Fixture fixture = Fixture.named("flux2-transformer-unguided");
    StreamedNetwork transformer =
        StreamedNetwork.of(
            Flux2Config.read(fixture.folder()).network(),
            fixture,
            type,
            folder,
            "hidden_states",
            "encoder_hidden_states",
            "timestep",
            "img_ids",
            "txt_ids");
    transformer.assertSame(Precision.FLOAT32);
    transformer.assertSame(Precision.BFLOAT16);
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void the_encoder_answers_the_same(DataType type) throws IOException {
    for (String name : new String[] {"flux2-qwen3-tied", "flux2-qwen3-bare"}) {
      Fixture fixture = Fixture.named(name);
      StreamedNetwork encoder =
          StreamedNetwork.of(
              Qwen3Config.read(fixture.folder(), TextTokens.LAYERS).network(),
              fixture,
              type,
              folder,
              "input_ids",
              "lengths");
      encoder.assertSame(Precision.FLOAT32);
      encoder.assertSame(Precision.BFLOAT16);
    }
  }
}
