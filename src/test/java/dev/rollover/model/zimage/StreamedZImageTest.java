package dev.rollover.model.zimage;

import dev.rollover.model.Fixture;
import dev.rollover.model.StreamedNetwork;
import dev.rollover.tensor.DataType;
import dev.rollover.tensor.Precision;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Z-Image's transformer computes the same, to the last bit, wherever its weights rest. */
@NullMarked
class StreamedZImageTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(DataType.class)
  void it_answers_the_same(DataType type) throws IOException {
    for (String name : new String[] {"zimage-transformer-masked", "zimage-transformer-bare"}) {
      StreamedNetwork transformer = streamed(name, type);
      transformer.assertSame(Precision.FLOAT32);
      transformer.assertSame(Precision.BFLOAT16);
    }
  }

  @Test
  void its_gradients_are_the_same() throws IOException {
    streamed("zimage-transformer-masked", DataType.BF16).assertSameGradient();
  }

  private StreamedNetwork streamed(String name, DataType type) throws IOException {
    Fixture fixture = Fixture.named(name);
    return StreamedNetwork.of(
        ZImageConfig.read(fixture.folder()).network(),
        fixture,
        type,
        folder,
        "hidden_states",
        "captions",
        "lengths",
        "timestep",
        "img_ids");
  }
}
