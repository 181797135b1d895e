package dev.rollover.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a safetensors file stores a float: little-endian. A tensor on a device can have the same
 * type; on the host it is widened to float32, which is exact.
 */
public enum DataType {
  /** IEEE 754 single precision. */
  F32(4, 6, 0x7f80_0000_7f80_0000L, 0x0080_0000_0080_0000L) {
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
  F16(2, 5, 0x7c00_7c00_7c00_7c00L, 0x0400_0400_0400_0400L) {
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
  BF16(2, 15, 0x7f80_7f80_7f80_7f80L, 0x0080_0080_0080_0080L) {
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
  },
  /**
   * Eight bits with four of exponent and no infinity; what is too large becomes NaN when written.
   */
  F8_E4M3(1, 24, 0x7f7f_7f7f_7f7f_7f7fL, 0x0101_0101_0101_0101L) {
    @Override
    float[] read(MemorySegment bytes) {
      return widen(Float8.E4M3, bytes);
    }

    @Override
    void write(float[] values, MemorySegment bytes) {
      round(Float8.E4M3, values, bytes);
    }
  },
  /** Eight bits with five of exponent; what is too large becomes infinite when written. */
  F8_E5M2(1, 23, 0x7c7c_7c7c_7c7c_7c7cL, 0x0404_0404_0404_0404L) {
    @Override
    float[] read(MemorySegment bytes) {
      return widen(Float8.E5M2, bytes);
    }

    @Override
    void write(float[] values, MemorySegment bytes) {
      round(Float8.E5M2, values, bytes);
    }
  };

  private static final ValueLayout.OfFloat FLOATS =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORTS =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfLong LONGS =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final int bytes;
  private final int scalarType;
  private final long special;
  private final long carry;

  /**
   * A type.
   *
   * @param scalarType PyTorch's number of it
   * @param special the bits that are all set in what is not finite, of as many values as fit a long
   * @param carry what added to these bits, and only if all are set, reaches each value's sign
   */
  DataType(int bytes, int scalarType, long special, long carry) {
    this.bytes = bytes;
    this.scalarType = scalarType;
    this.special = special;
    this.carry = carry;
  }

  /** The type that the format calls so, if it is one of floats. */
  public static Optional<DataType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** Bytes of one value. */
  public int bytes() {
    return bytes;
  }

  /** PyTorch's number of the type. */
  int scalarType() {
    return scalarType;
  }

  /** Whether all values of a segment are finite numbers. */
  boolean allFinite(MemorySegment segment) {
    long whole = segment.byteSize() / Long.BYTES * Long.BYTES;
    long reached = 0;
    for (long at = 0; at < whole; at += Long.BYTES) {
      reached |= (segment.get(LONGS, at) & special) + carry;
    }
    long rest = 0;
    for (long at = whole; at < segment.byteSize(); at++) {
      rest |= (segment.get(ValueLayout.JAVA_BYTE, at) & 0xffL) << (8 * (at - whole));
    }
    reached |= (rest & special) + carry;
    return (reached & special + carry) == 0;
  }

  /** Reads all values of a segment. */
  abstract float[] read(MemorySegment bytes);

  /** Writes values into a segment of exactly their size. */
  abstract void write(float[] values, MemorySegment bytes);

  private static float[] widen(Float8 format, MemorySegment bytes) {
    float[] values = new float[(int) bytes.byteSize()];
    for (int i = 0; i < values.length; i++) {
      values[i] = format.widen(bytes.get(ValueLayout.JAVA_BYTE, i));
    }
    return values;
  }

  private static void round(Float8 format, float[] values, MemorySegment bytes) {
    for (int i = 0; i < values.length; i++) {
      bytes.set(ValueLayout.JAVA_BYTE, i, format.round(values[i]));
    }
  }

  private static short upperHalf(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) (bits >>> 16 | 0x40); // Rounding could carry a NaN over into an infinity.
    }
    int roundedUp = bits + 0x7fff + (bits >>> 16 & 1);
    return (short) (roundedUp >>> 16);
  }
}
