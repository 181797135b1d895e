package dev.rollover.search;

/**
 * Standard normal noise from the counter-based generator Philox4x32-10 (Salmon, Moraes, Dror and
 * Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011) by Box and Muller's transform. Key:
 * the seed; counter: (block, draw, step, chain). The same on every platform.
 *
 * @param seed of everything drawn
 */
record PhiloxNoise(long seed) implements NoiseSource {

  private static final int ROUNDS = 10;
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final double UNIT = 0x1p-32;

  @Override
  public float[] normal(int chain, int step, int draw, int size) {
    float[] normal = new float[size];
    int[] counter = new int[4];
    for (int block = 0; 4 * block < size; block++) {
      counter[0] = block;
      counter[1] = draw;
      counter[2] = step;
      counter[3] = chain;
      permute(counter, (int) seed, (int) (seed >>> 32));
      putPair(normal, 4 * block, counter[0], counter[1]);
      putPair(normal, 4 * block + 2, counter[2], counter[3]);
    }
    return normal;
  }

  /** Philox4x32-10: turns a counter into four random words, in place. */
  static void permute(int[] counter, int key0, int key1) {
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = MULTIPLIER_0 * Integer.toUnsignedLong(counter[0]);
      long product1 = MULTIPLIER_1 * Integer.toUnsignedLong(counter[2]);
      counter[0] = (int) (product1 >>> 32) ^ counter[1] ^ (key0 + round * WEYL_0);
      counter[2] = (int) (product0 >>> 32) ^ counter[3] ^ (key1 + round * WEYL_1);
      counter[1] = (int) product1;
      counter[3] = (int) product0;
    }
  }

  /** Box–Muller; the half keeps the logarithm's argument off 0. */
  private static void putPair(float[] into, int at, int word0, int word1) {
    double radius =
        StrictMath.sqrt(-2 * StrictMath.log((Integer.toUnsignedLong(word0) + 0.5) * UNIT));
    double angle = 2 * Math.PI * UNIT * Integer.toUnsignedLong(word1);
    if (at < into.length) {
      into[at] = (float) (radius * StrictMath.cos(angle));
    }
    if (at + 1 < into.length) {
      into[at + 1] = (float) (radius * StrictMath.sin(angle));
    }
  }
}
