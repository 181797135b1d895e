package dev.rollover.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class SafetensorsTest {

  private static final FloatTensor MATRIX =
      new FloatTensor(new long[] {2, 3}, new float[] {1, -2, 0.5f, 0.1f, 70000, -0f});

  @TempDir Path folder;

  @Test
  void reads_back_exactly_what_it_wrote_as_float32() throws IOException {
    FloatTensor scalar = new FloatTensor(new long[0], new float[] {Float.NaN});
    FloatTensor empty = new FloatTensor(new long[] {0, 4}, new float[0]);
    Path file = folder.resolve("a.safetensors");
    Safetensors.write(
        file, Map.of("matrix", MATRIX, "scalar", scalar, "empty", empty), DataType.F32);
    try (Safetensors read = Safetensors.open(file)) {
      assertThat(read.names()).containsExactlyInAnyOrder("matrix", "scalar", "empty");
      assertThat(read.info("matrix").dataType()).isEqualTo("F32");
      assertThat(read.info("matrix").shape()).containsExactly(2, 3);
      assertThat(read.read("matrix").data()).containsExactly(MATRIX.data());
      assertThat(read.read("scalar").data()).containsExactly(Float.NaN);
      assertThat(read.read("empty").shape()).containsExactly(0, 4);
    }
    assertThat(folder).isDirectoryContaining("glob:**/a.safetensors");
    assertThat(folder).isDirectoryNotContaining("glob:**/*.unfinished");
  }

  @ParameterizedTest
  @CsvSource({
    "F16, 0.1, 0.099975586",
    "F16, 70000, Infinity",
    "F16, 1e-7, 1.1920929E-7",
    "F16, -0.0, -0.0",
    "F16, NaN, NaN",
    "BF16, 0.1, 0.100097656",
    "BF16, 70000, 70144",
    "BF16, 3.4e38, Infinity",
    "BF16, -Infinity, -Infinity",
    "BF16, NaN, NaN",
    "BF16, 1.00390625, 1.0", // Halfway between 1 and the next: ties go to even.
    "BF16, 1.01171875, 1.015625"
  })
  void rounds_to_half_precision_and_widens(DataType type, float value, float expected)
      throws IOException {
    Path file = folder.resolve("half.safetensors");
    Safetensors.write(
        file, Map.of("x", new FloatTensor(new long[] {1}, new float[] {value})), type);
    try (Safetensors read = Safetensors.open(file)) {
      assertThat(read.info("x").dataType()).isEqualTo(type.name());
      assertThat(read.read("x").data()).containsExactly(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void keeps_every_value_that_its_type_can_hold(DataType type) throws IOException {
    float[] values = new float[1 << 16];
    for (int bits = 0; bits < values.length; bits++) {
      values[bits] =
          switch (type) {
            case F16 -> Float.float16ToFloat((short) bits);
            case F8_E4M3 -> Float8.E4M3.widen((byte) bits);
            case F8_E5M2 -> Float8.E5M2.widen((byte) bits);
            case F32, BF16 -> Float.intBitsToFloat(bits << 16);
          };
    }
    Path file = folder.resolve("all.safetensors");
    Safetensors.write(file, Map.of("x", new FloatTensor(new long[] {values.length}, values)), type);
    try (Safetensors read = Safetensors.open(file)) {
      assertThat(read.read("x").data()).isEqualTo(values);
    }
  }

  @Test
  void reads_shards_through_their_index() throws IOException {
    FloatTensor one = new FloatTensor(new long[] {1}, new float[] {1});
    Safetensors.write(folder.resolve("w-1.safetensors"), Map.of("a", one), DataType.F32);
    Safetensors.write(folder.resolve("w-2.safetensors"), Map.of("b", MATRIX), DataType.BF16);
    Path index = index("{\"a\": \"w-1.safetensors\", \"b\": \"w-2.safetensors\"}");
    try (Safetensors read = Safetensors.open(index)) {
      assertThat(read.names()).containsExactlyInAnyOrder("a", "b");
      assertThat(read.read("a").data()).containsExactly(1);
      assertThat(read.info("b").dataType()).isEqualTo("BF16");
    }
  }

  /** Nor does it in transformers and diffusers. */
  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"total_size\": 3}", "{\"total_size\": -1}", "[1]", "\"x\""})
  void what_an_index_says_of_the_size_of_all_changes_nothing(String metadata) throws IOException {
    Safetensors.write(folder.resolve("w-1.safetensors"), Map.of("a", MATRIX), DataType.F32);
    Path index =
        Files.writeString(
            folder.resolve("w.safetensors.index.json"),
            "{\"metadata\": %s, \"weight_map\": {\"a\": \"w-1.safetensors\"}}".formatted(metadata));
    try (Safetensors read = Safetensors.open(index)) {
      assertThat(read.read("a").data()).isEqualTo(MATRIX.data());
    }
  }

  @Test
  void refuses_an_index_whose_shards_lack_a_tensor() throws IOException {
    Safetensors.write(folder.resolve("w-1.safetensors"), Map.of("a", MATRIX), DataType.F32);
    Path index = index("{\"a\": \"w-1.safetensors\", \"b\": \"w-1.safetensors\"}");
    assertThatThrownBy(() -> Safetensors.open(index))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining("tensor 'b'")
        .hasMessageContaining("w-1.safetensors");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": \"../w.safetensors\"} | tensor 'a': \"../w.safetensors\" is no name of a shard",
        "{\"a\": 1} | tensor 'a': 1 is no name of a shard",
        "[] | weight_map is missing or not an object"
      })
  void refuses_an_index_that_is_not_a_map_to_file_names(String map, String message)
      throws IOException {
    Path index = index(map);
    assertThatThrownBy(() -> Safetensors.open(index))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining(message);
  }

  @Test
  void says_which_file_is_not_there() {
    assertThatThrownBy(() -> Safetensors.open(folder.resolve("none.safetensors")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none.safetensors");
  }

  @Test
  void says_which_tensor_is_not_there() throws IOException {
    Path file = folder.resolve("a.safetensors");
    Safetensors.write(file, Map.of("a", MATRIX), DataType.F32);
    try (Safetensors read = Safetensors.open(file)) {
      assertThatThrownBy(() -> read.read("b"))
          .isInstanceOf(SafetensorsException.class)
          .hasMessageContaining("a.safetensors: tensor 'b': is missing");
    }
  }

  @Test
  void opens_a_file_with_integers_but_does_not_read_them_as_floats() throws IOException {
    Path file = file("{\"ids\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}", 8);
    try (Safetensors read = Safetensors.open(file)) {
      assertThat(read.info("ids").dataType()).isEqualTo("I64");
      assertThatThrownBy(() -> read.read("ids"))
          .isInstanceOf(SafetensorsException.class)
          .hasMessageContaining(
              "tensor 'ids': dtype I64 is not read; F32, F16, BF16, F8_E4M3 and F8_E5M2 are");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": | 0 | not valid JSON",
        "{} x | 0 | not valid JSON",
        "[] | 0 | not a JSON object",
        "{\"a\":A,\"a\":A} | 8 | Duplicate",
        "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | 8 |"
            + " Duplicate",
        "{\"__metadata__\":{\"n\":1}} | 0 | __metadata__ is not a map from strings to strings",
        "{\"a\":7} | 0 | tensor 'a': is not described by a JSON object",
        "{\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}} | 8 | tensor 'a': dtype is missing",
        "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}} | 8 | tensor 'a': shape is missing",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}} | 8 | tensor 'a': data_offsets is missing",
        "{\"a\":{\"dtype\":\"F31\",\"shape\":[2],\"data_offsets\":[0,8]}} | 8 | tensor 'a':"
            + " unknown dtype F31",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}} | 8 | tensor 'a': shape"
            + " has -2, which is no natural number",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.5],\"data_offsets\":[0,8]}} | 8 | tensor 'a': shape"
            + " has 2.5",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,1e30]}} | 8 | tensor 'a':"
            + " data_offsets has",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8]}} | 8 | tensor 'a':"
            + " data_offsets is not a pair",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}} | 8 | tensor 'a':"
            + " data_offsets is not a pair",
        "{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,8]}} | 8 | tensor 'a': 8 bytes"
            + " do not hold shape [2] of F16",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,4294967296],"
            + "\"data_offsets\":[0,0]}} | 0 | tensor 'a': 0 bytes do not hold",
        "{\"a\":A} | 7 | tensor 'a': ends at byte 8 of 7: the file is truncated",
        "{\"a\":A} | 9 | 9 bytes of data, of which tensors cover 8",
        "{\"a\":A,\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}} | 12 | tensor"
            + " 'b': begins at byte 4 and overlaps its neighbour",
        "{\"a\":A,\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[12,16]}} | 16 | tensor"
            + " 'b': begins at byte 12 and leaves a gap after byte 8"
      })
  void refuses_a_malformed_file_and_says_where(String header, int dataSize, String message)
      throws IOException {
    String eight = "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";
    Path file = file(header.replace(":A", ":" + eight), dataSize);
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining("made.safetensors")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "0, too short",
    "7, too short",
    "8, truncated: the header's",
    "20, truncated: the header's"
  })
  void refuses_a_file_cut_within_its_header(int length, String message) throws IOException {
    Path file = folder.resolve("cut.safetensors");
    Safetensors.write(file, Map.of("a", MATRIX), DataType.F32);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, length));
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"-1, 18446744073709551615", "100000001, 100000001"})
  void refuses_an_absurd_header_length(long length, String shown) throws IOException {
    Path file = folder.resolve("long.safetensors");
    Files.write(
        file, ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining("a header of " + shown + " bytes is longer than 100000000");
  }

  /** Damaged files either read as something in bounds or are refused by name; nothing else. */
  @Test
  void survives_random_damage() throws IOException {
    Path file = folder.resolve("fuzz.safetensors");
    Safetensors.write(file, Map.of("a", MATRIX, "b", MATRIX, "c.d", MATRIX), DataType.F16);
    byte[] sound = Files.readAllBytes(file);
    Random random = new Random(20250324);
    int refused = 0;
    for (int round = 0; round < 3000; round++) {
      Files.write(file, damaged(sound, random));
      try (Safetensors read = Safetensors.open(file)) {
        read.names().forEach(name -> readIfFloat(read, name));
      } catch (SafetensorsException e) {
        assertThat(e).hasMessageContaining("fuzz.safetensors");
        refused++;
      }
    }
    assertThat(refused).isBetween(1000, 2999);
  }

  private static void readIfFloat(Safetensors read, String name) {
    TensorInfo info = read.info(name);
    if (info.dataType().equals("F16")) {
      assertThat(read.read(name).shape()).isEqualTo(info.shape());
    }
  }

  private static byte[] damaged(byte[] sound, Random random) {
    byte[] bytes =
        random.nextInt(4) == 0
            ? Arrays.copyOf(sound, random.nextInt(sound.length + 8))
            : sound.clone();
    for (int change = random.nextInt(4); change > 0 && bytes.length > 0; change--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private Path index(String weightMap) throws IOException {
    return Files.writeString(
        folder.resolve("w.safetensors.index.json"),
        "{\"metadata\": {\"total_size\": 1}, \"weight_map\": " + weightMap + "}");
  }

  private Path file(String header, int dataSize) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + text.length + dataSize).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text);
    return Files.write(folder.resolve("made.safetensors"), bytes.array());
  }
}
