package dev.rollover.training;

/** The arithmetic of a program's heavy operations, as PyTorch numbers its scalar types. */
final class Precision {

  static final int FLOAT32 = 6;
  static final int BFLOAT16 = 15;

  private Precision() {}
}
