package dev.rollover.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.engine.PtNDArray;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Floats of 8 bits are what libtorch takes them for. */
@NullMarked
class Float8Test {

  private static final float[] EDGES = {
    0,
    -0f,
    448,
    464,
    464.1f,
    480,
    57344,
    61439,
    61440,
    65536,
    -1e9f,
    1e-9f,
    -1e-9f,
    0x1p-10f,
    0x1.8p-9f,
    0x1p-17f,
    0x1.8p-16f,
    17,
    19,
    21,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    Float.MAX_VALUE
  };

  private final Device device = Device.cpu();

  @AfterEach
  void close() {
    device.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"F8_E4M3", "F8_E5M2"})
  void widens_every_value_as_libtorch_does(DataType type) {
    byte[] all = new byte[256];
    for (int bits = 0; bits < all.length; bits++) {
      all[bits] = (byte) bits;
    }
    try (Scope scope = device.scope()) {
      PtNDArray stored = TorchTensors.empty(scope.manager(), type, 256);
      TorchTensors.memory(stored, 256).copyFrom(MemorySegment.ofArray(all));
      PtNDArray widened = TorchTensors.empty(scope.manager(), DataType.F32, 256);
      TorchTensors.copy(stored, widened);
      assertThat(type.read(MemorySegment.ofArray(all))).containsExactly(widened.toFloatArray());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F8_E4M3", "F8_E5M2"})
  void rounds_as_libtorch_does(DataType type) {
    float[] values = new float[1 << 16];
    Random random = new Random(3);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * Math.exp(4 * random.nextGaussian()));
    }
    System.arraycopy(EDGES, 0, values, 0, EDGES.length);
    byte[] ours = new byte[values.length];
    type.write(values, MemorySegment.ofArray(ours));
    try (Scope scope = device.scope()) {
      PtNDArray rounded = TorchTensors.empty(scope.manager(), type, values.length);
      TorchTensors.copy(scope.floats(values, values.length).array(), rounded);
      byte[] theirs = TorchTensors.memory(rounded, values.length).toArray(ValueLayout.JAVA_BYTE);
      assertThat(ours).isEqualTo(theirs);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "F8_E4M3, 0x7e, 448",
    "F8_E4M3, 0x01, 0.001953125",
    "F8_E4M3, 0xb8, -1",
    "F8_E4M3, 0xff, NaN",
    "F8_E5M2, 0x7b, 57344",
    "F8_E5M2, 0x01, 1.52587890625e-5",
    "F8_E5M2, 0xfc, -Infinity"
  })
  void means_what_the_format_says(DataType type, String bits, float value) {
    byte[] one = {Integer.decode(bits).byteValue()};
    assertThat(type.read(MemorySegment.ofArray(one))).containsExactly(value);
  }
}
