package dev.rollover.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/** How a safetensors file stores a float: little-endian, widened to float32 when read. */
public enum DataType {
  /** IEEE 754 single precision. */
  F32(4) {
    @Override
    float[] read(MemorySegment bytes) {
      return bytes.toArray(FLOATS);
    }

    @Override
    void write(float[] values, MemorySegment bytes) {
      MemorySegment.copy(values, 0, bytes, FLOATS, 0, values.length);
    }
  },
  /** IEEE 754 half precision; what is too large becomes infinite when written. */
  F16(2) {
    @Override
    float[] read(MemorySegment bytes) {
      float[] values = new float[(int) (bytes.byteSize() / 2)];
      for (int i = 0; i < values.length; i++) {
        values[i] = Float.float16ToFloat(bytes.get(SHORTS, 2L * i));
      }
      return values;
    }

    @Override
    void write(float[] values, MemorySegment bytes) {
      for (int i = 0; i < values.length; i++) {
        bytes.set(SHORTS, 2L * i, Float.floatToFloat16(values[i]));
      }
    }
  },
  /** The upper half of a float32; rounded to the nearest, ties to even, when written. */
  BF16(2) {
    @Override
    float[] read(MemorySegment bytes) {
      float[] values = new float[(int) (bytes.byteSize() / 2)];
      for (int i = 0; i < values.length; i++) {
        values[i] = Float.intBitsToFloat(bytes.get(SHORTS, 2L * i) << 16);
      }
      return values;
    }

    @Override
    void write(float[] values, MemorySegment bytes) {
      for (int i = 0; i < values.length; i++) {
        bytes.set(SHORTS, 2L * i, upperHalf(values[i]));
      }
    }
  };

  private static final ValueLayout.OfFloat FLOATS =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORTS =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final int bytes;

  DataType(int bytes) {
    this.bytes = bytes;
  }

  /** The type that the format calls so, if it is one of floats. */
  public static Optional<DataType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** Bytes of one value. */
  public int bytes() {
    return bytes;
  }

  /** Reads all values of a segment. */
  abstract float[] read(MemorySegment bytes);

  /** Writes values into a segment of exactly their size. */
  abstract void write(float[] values, MemorySegment bytes);

  private static short upperHalf(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) (bits >>> 16 | 0x40); // Rounding could carry a NaN over into an infinity.
    }
    int roundedUp = bits + 0x7fff + (bits >>> 16 & 1);
    return (short) (roundedUp >>> 16);
  }
}
