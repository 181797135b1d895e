package dev.rollover.tensor;

/** The arithmetic of a program's heavy operations, its constant {@code precision}. */
public enum Precision {
  /** IEEE 754 single precision. */
  FLOAT32(6),
  /** The upper half of a float32: half the memory, and faster where the processor has it. */
  BFLOAT16(15);

  private final int scalarType;

  Precision(int scalarType) {
    this.scalarType = scalarType;
  }

  /** Bytes of a number. */
  public int bytes() {
    return this == FLOAT32 ? Float.BYTES : Short.BYTES;
  }

  /** PyTorch's number of the type. */
  public int scalarType() {
    return scalarType;
  }
}
