package dev.rollover.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Weights come to a device with every bit of theirs, in whatever type they are stored. */
@NullMarked
class StoredTensorTest {

  private static final long[] SHAPE = {3, 70_000, 7};

  private final Device device = Device.cpu();

  @TempDir Path folder;

  @AfterEach
  void close() {
    assertThat(device.liveTensors()).isZero();
    device.close();
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void keeps_a_weight_in_the_type_in_which_it_is_stored(DataType type) throws IOException {
    try (Safetensors file = Safetensors.open(written(type, random()));
        Scope scope = device.scope()) {
      Tensor stored = file.load("x", false, WeightChange.NONE, scope);
      assertThat(TorchTensors.memory(stored.array(), file.bytes("x")).byteSize())
          .isEqualTo(3L * 70_000 * 7 * type.bytes());
      assertThat(stored.shape()).containsExactly(SHAPE);
      assertThat(values(stored, scope)).isEqualTo(file.read("x").data());
    }
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void widens_a_weight_when_asked_to(DataType type) throws IOException {
    try (Safetensors file = Safetensors.open(written(type, random()));
        Scope scope = device.scope()) {
      Tensor widened = file.load("x", true, WeightChange.NONE, scope);
      assertThat(widened.toFloats()).isEqualTo(file.read("x").data());
    }
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void changes_a_weight_and_rounds_it_to_its_type(DataType type) throws IOException {
    WeightChange doubled =
        name ->
            name.equals("x")
                ? Optional.of(
                    before -> {
                      float[] twice = new float[before.data().length];
                      for (int i = 0; i < twice.length; i++) {
                        twice[i] = 2 * before.data()[i];
                      }
                      return new FloatTensor(before.shape(), twice);
                    })
                : Optional.empty();
    FloatTensor once = new FloatTensor(new long[] {2}, new float[] {0.25f, -3});
    try (Safetensors file = Safetensors.open(written(type, once));
        Scope scope = device.scope()) {
      assertThat(values(file.load("x", false, doubled, scope), scope)).containsExactly(0.5f, -6);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "F32, NaN",
    "F32, -Infinity",
    "F16, NaN",
    "F16, Infinity",
    "BF16, NaN",
    "BF16, -Infinity",
    "F8_E4M3, NaN",
    "F8_E5M2, NaN",
    "F8_E5M2, -Infinity"
  })
  void refuses_what_is_not_finite_wherever_it_stands(DataType type, float value)
      throws IOException {
    for (int size : new int[] {1, 8, 9, 1 << 20}) {
      float[] values = new float[size];
      values[size - 1] = value;
      Path path = written(type, new FloatTensor(new long[] {size}, values));
      try (Safetensors file = Safetensors.open(path);
          Scope scope = device.scope()) {
        HostMemory memory = HostMemory.of(scope);
        for (ThrowingCallable loading :
            List.<ThrowingCallable>of(
                () -> file.load("x", false, WeightChange.NONE, scope),
                () -> file.rest("x", WeightChange.NONE, memory))) {
          assertThatThrownBy(loading)
              .isInstanceOf(SafetensorsException.class)
              .hasMessage(path + ": tensor 'x': has values that are NaN or infinite");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void takes_every_finite_value(DataType type) throws IOException {
    float[] largest = {0f, -0f, largest(type), -largest(type), largest(type)};
    Path path = written(type, new FloatTensor(new long[] {5}, largest));
    try (Safetensors file = Safetensors.open(path);
        Scope scope = device.scope()) {
      assertThat(values(file.load("x", false, WeightChange.NONE, scope), scope))
          .containsExactly(largest);
    }
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void rests_in_its_file_where_the_device_is_the_host(DataType type) throws IOException {
    Path path = written(type, random());
    try (Scope scope = device.scope()) {
      Safetensors file = Safetensors.open(path);
      scope.keep(file);
      Tensor resting = file.rest("x", WeightChange.NONE, HostMemory.of(scope));
      long size = file.bytes("x");
      assertThat(file.isMappable("x")).isTrue();
      assertThat(TorchTensors.memory(resting.array(), size))
          .isEqualTo(file.mapped("x").asSlice(0, size));
      assertThat(resting.shape()).containsExactly(SHAPE);
      assertThat(values(resting, scope)).isEqualTo(file.read("x").data());
    }
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void rests_in_chunks_of_other_memory_where_the_device_is_another(DataType type)
      throws IOException {
    List<Long> chunks = new ArrayList<>();
    try (Safetensors file = Safetensors.open(written(type, random()));
        Scope scope = device.scope()) {
      HostMemory memory =
          HostMemory.of(
              scope,
              (on, floats) -> {
                chunks.add(floats * Float.BYTES);
                return HostMemory.plain(on, floats);
              });
      for (int i = 0; i < 3; i++) {
        Tensor resting = file.rest("x", WeightChange.NONE, memory);
        assertThat(values(resting, scope)).isEqualTo(file.read("x").data());
      }
      memory.take(HostMemory.CHUNK + 1);
      assertThat(chunks).containsExactly(HostMemory.CHUNK, HostMemory.CHUNK + 64);
    }
  }

  @Test
  void is_copied_where_it_begins_at_no_multiple_of_its_type() throws IOException {
    byte[] header =
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(header.length % Float.BYTES).isNotZero();
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + header.length + 2 * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .put(header)
            .putFloat(3)
            .putFloat(-5);
    Path path = Files.write(folder.resolve("x.safetensors"), bytes.array());
    try (Safetensors file = Safetensors.open(path);
        Scope scope = device.scope()) {
      assertThat(file.isMappable("x")).isFalse();
      Tensor resting = file.rest("x", WeightChange.NONE, HostMemory.of(scope));
      assertThat(resting.toFloats()).containsExactly(3, -5);
    }
  }

  @Test
  void memory_that_cannot_be_pinned_is_taken_as_it_is() {
    try (Scope scope = device.scope()) {
      Tensor memory = new HostMemory.Pinned(device).of(scope, 5);
      assertThat(memory.shape()).containsExactly(5);
    }
  }

  @Test
  void takes_scalars_and_what_has_no_values() throws IOException {
    Path path = folder.resolve("x.safetensors");
    FloatTensor scalar = new FloatTensor(new long[0], new float[] {2});
    FloatTensor empty = new FloatTensor(new long[] {0, 4}, new float[0]);
    Safetensors.write(path, Map.of("scalar", scalar, "empty", empty), DataType.BF16);
    try (Safetensors file = Safetensors.open(path);
        Scope scope = device.scope()) {
      assertThat(values(file.load("scalar", false, WeightChange.NONE, scope), scope))
          .containsExactly(2);
      assertThat(file.load("empty", false, WeightChange.NONE, scope).shape()).containsExactly(0, 4);
      HostMemory memory = HostMemory.of(scope);
      assertThat(values(file.rest("scalar", WeightChange.NONE, memory), scope)).containsExactly(2);
      assertThat(file.rest("empty", WeightChange.NONE, memory).shape()).containsExactly(0, 4);
    }
  }

  private static float largest(DataType type) {
    return switch (type) {
      case F32 -> Float.MAX_VALUE;
      case F16 -> 65504;
      case BF16 -> 0x1.fep127f;
      case F8_E4M3 -> 448;
      case F8_E5M2 -> 57344;
    };
  }

  private static FloatTensor random() {
    Random random = new Random(7);
    float[] values = new float[3 * 70_000 * 7];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new FloatTensor(SHAPE, values);
  }

  private Path written(DataType type, FloatTensor values) throws IOException {
    Path path = folder.resolve("x.safetensors");
    Safetensors.write(path, Map.of("x", values), type);
    return path;
  }

  private static float[] values(Tensor tensor, Scope scope) {
    Tensor widened = new Tensor(TorchTensors.empty(scope.manager(), DataType.F32, tensor.shape()));
    TorchTensors.copy(tensor.array(), widened.array());
    return widened.toFloats();
  }
}
