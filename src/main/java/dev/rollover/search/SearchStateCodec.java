package dev.rollover.search;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes a search's state as JSON and reads it back, bit by bit the same. Latents and pixels are
 * base64.
 */
public final class SearchStateCodec {

  /** The states of the rules, by the names that they are stored under. */
  private static final List<NamedType> RULES =
      List.of(
          new NamedType(Wave.class, "wave"),
          new NamedType(Rollover.class, "rollover"),
          new NamedType(Segment.class, "segment"),
          new NamedType(Drafts.class, "drafts"));

  private final JsonMapper mapper =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(new FloatsWriter())
                  .addDeserializer(float[].class, new FloatsReader()))
          .registerSubtypes(RULES.toArray(NamedType[]::new))
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          // What an older version did not count yet is 0.
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /** A state as bytes. */
  public byte[] encode(SearchState state) {
    return mapper.writeValueAsBytes(state);
  }

  /** The state that was encoded. */
  public SearchState decode(byte[] bytes) {
    return mapper.readValue(bytes, SearchState.class);
  }

  private static final class FloatsWriter extends StdSerializer<float[]> {
    FloatsWriter() {
      super(float[].class);
    }

    @Override
    public void serialize(float[] floats, JsonGenerator generator, SerializationContext context) {
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * floats.length);
      bytes.asFloatBuffer().put(floats);
      generator.writeBinary(bytes.array());
    }
  }

  private static final class FloatsReader extends StdDeserializer<float[]> {
    FloatsReader() {
      super(float[].class);
    }

    @Override
    public float[] deserialize(JsonParser parser, DeserializationContext context) {
      FloatBuffer buffer = ByteBuffer.wrap(parser.getBinaryValue()).asFloatBuffer();
      float[] floats = new float[buffer.remaining()];
      buffer.get(floats);
      return floats;
    }
  }
}
