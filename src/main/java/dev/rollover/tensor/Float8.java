package dev.rollover.tensor;

import java.util.Arrays;

/**
 * A format of floats in 8 bits: a sign, an exponent and a mantissa, as the Open Compute Project
 * (OFP8) has them. Widening is exact; what is written is rounded to the nearest, ties to even.
 */
final class Float8 {

  /** 4 bits of exponent, no infinity: what is too large, and nothing else, is not a number. */
  static final Float8 E4M3 = new Float8(4, 7, 0x7f, 480);

  /** 5 bits of exponent, a float16's upper half: what is too large becomes infinite. */
  static final Float8 E5M2 = new Float8(5, 15, 0x7c, 65536);

  private static final int SIGN = 0x80;

  private final float[] values = new float[2 * SIGN];

  /** The finite numbers that are not negative, by their bits, and the one that would follow. */
  private final float[] ascending;

  private final byte notANumber;

  /**
   * A format.
   *
   * @param firstSpecial the bits of the first that is no finite number
   * @param following what these bits would stand for if they did stand for a number
   */
  private Float8(int exponentBits, int bias, int firstSpecial, float following) {
    int mantissaBits = 7 - exponentBits;
    ascending = new float[firstSpecial + 1];
    for (int bits = 0; bits < SIGN; bits++) {
      int exponent = bits >>> mantissaBits;
      int mantissa = bits & (1 << mantissaBits) - 1;
      int lead = exponent == 0 ? 0 : 1 << mantissaBits;
      float value =
          Math.scalb((float) (lead + mantissa), Math.max(exponent, 1) - bias - mantissaBits);
      float special = exponentBits == 5 && mantissa == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
      values[bits] = bits < firstSpecial ? value : special;
      values[SIGN | bits] = -values[bits];
    }
    System.arraycopy(values, 0, ascending, 0, firstSpecial);
    ascending[firstSpecial] = following;
    notANumber = 0x7f;
  }

  /** What bits stand for. */
  float widen(byte bits) {
    return values[bits & 0xff];
  }

  /** The bits of the nearest. */
  byte round(float value) {
    if (Float.isNaN(value)) {
      return notANumber;
    }
    int sign = Float.floatToRawIntBits(value) >>> 24 & SIGN;
    return (byte) (sign | nearest(Math.abs(value)));
  }

  private int nearest(float magnitude) {
    int found = Arrays.binarySearch(ascending, magnitude);
    if (found >= 0) {
      return found;
    }
    int above = -found - 1;
    if (above == ascending.length) {
      return above - 1;
    }
    // Both differences are exact: neighbours are within a factor of two, or tiny.
    float up = ascending[above] - magnitude;
    float down = magnitude - ascending[above - 1];
    boolean isAbove = up < down || (up == down && above % 2 == 0);
    return isAbove ? above : above - 1;
  }
}
