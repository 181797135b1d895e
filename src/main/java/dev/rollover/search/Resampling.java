package dev.rollover.search;

import java.util.Arrays;

/**
 * How many children each of some weighted particles has. Every scheme is unbiased: of n children a
 * particle of weight w has n·w on average, and all have n together. They differ in how far a number
 * may be from its mean (Gerber, Chopin and Whiteley, "Negative association, ordering and
 * convergence of resampling methods", Annals of Statistics 47, 2019).
 */
public enum Resampling {
  /** n independent draws. Any number is possible. */
  MULTINOMIAL {
    @Override
    int[] draw(double[] weights, int count, Uniforms uniforms) {
      double[] points = new double[count];
      Arrays.setAll(points, uniforms::at);
      return hits(weights, points);
    }
  },
  /**
   * Equidistant points u/n, (1 + u)/n, … on the stacked weights, one u for all: within one of n·w.
   */
  SYSTEMATIC {
    @Override
    int[] draw(double[] weights, int count, Uniforms uniforms) {
      double[] points = new double[count];
      Arrays.setAll(points, i -> (i + uniforms.at(0)) / count);
      return hits(weights, points);
    }
  },
  /** ⌊n·w⌋ for sure, and what remains is drawn {@link #MULTINOMIAL}: never below ⌊n·w⌋. */
  RESIDUAL {
    @Override
    int[] draw(double[] weights, int count, Uniforms uniforms) {
      Expected expected = Expected.of(weights, count);
      int[] children = expected.whole();
      int[] more = MULTINOMIAL.draw(expected.fraction(), expected.rest(), uniforms);
      Arrays.setAll(children, i -> children[i] + more[i]);
      return children;
    }
  },
  /**
   * Srinivasan's sampling process: ⌊n·w⌋ for sure, and the fractions that remain play in pairs,
   * each game moving as much from one to the other as makes one of them 0 or 1, at odds that keep
   * both means. Within one of n·w, like {@link #SYSTEMATIC}, but negatively associated, hence
   * consistent.
   */
  SSP {
    @Override
    int[] draw(double[] weights, int count, Uniforms uniforms) {
      Expected expected = Expected.of(weights, count);
      int[] children = expected.whole();
      double[] shares = expected.fraction();
      int left = expected.rest();
      int open = 0;
      for (int i = 1; i < shares.length; i++) {
        int settled = play(shares, open, i, uniforms.at(i - 1));
        children[settled] += (int) shares[settled];
        left -= (int) shares[settled];
        open = settled == open ? i : open;
      }
      // Its own share but for rounding, which must not lose a child.
      children[open] += left;
      return children;
    }
  };

  /**
   * Draws numbers of children.
   *
   * @param weights at least one, none negative, of sum 1
   * @param count n, at least 0, whatever the number of weights
   * @param uniforms where chance comes from
   * @return as many numbers as weights, of sum n; a weight of 0 has none
   * @throws IllegalArgumentException for other weights or a negative count
   */
  int[] children(double[] weights, int count, Uniforms uniforms) {
    double sum = Arrays.stream(weights).sum();
    if (!(Math.abs(sum - 1) < 1e-6 && Arrays.stream(weights).allMatch(weight -> weight >= 0))) {
      throw new IllegalArgumentException(
          "weights are not negative and sum to 1, which is not so of " + Arrays.toString(weights));
    }
    if (count < 0) {
      throw new IllegalArgumentException("there are at least 0 children, not " + count);
    }
    return draw(weights, count, uniforms);
  }

  /** The same for weights of any positive sum. */
  abstract int[] draw(double[] weights, int count, Uniforms uniforms);

  /**
   * One game for two shares: the first rises or falls as far as both stay within [0, 1].
   *
   * @return which of them is now exactly 0 or 1
   */
  private static int play(double[] shares, int first, int second, double uniform) {
    double rise = Math.min(shares[second], 1 - shares[first]);
    double fall = Math.min(shares[first], 1 - shares[second]);
    boolean rises = uniform * (rise + fall) < fall;
    int winner = rises ? first : second;
    int loser = rises ? second : first;
    double stake = rises ? rise : fall;
    boolean ruins = stake == shares[loser];
    shares[winner] = ruins ? Math.min(1, shares[winner] + stake) : 1;
    shares[loser] = ruins ? 0 : shares[loser] - stake;
    return ruins ? loser : winner;
  }

  /** How many of some points in [0, 1) fall on each of the stacked weights. */
  private static int[] hits(double[] weights, double[] points) {
    double[] stacked = weights.clone();
    for (int i = 1; i < stacked.length; i++) {
      stacked[i] += stacked[i - 1];
    }
    int[] hits = new int[weights.length];
    for (double point : points) {
      hits[under(stacked, point)]++;
    }
    return hits;
  }

  /** The first index that is stacked above a point, so that no weight of 0 is hit. */
  private static int under(double[] stacked, double point) {
    int low = 0;
    int high = stacked.length - 1;
    double height = Math.min(point * stacked[high], Math.nextDown(stacked[high]));
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (stacked[middle] > height) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * The mean numbers n·w, taken apart.
   *
   * @param whole ⌊n·w⌋
   * @param fraction what is above that, in [0, 1)
   * @param rest n − Σ⌊n·w⌋, the sum of all fractions
   */
  @SuppressWarnings("ArrayRecordComponent") // Made for one draw, which changes them.
  private record Expected(int[] whole, double[] fraction, int rest) {

    /** What rounding may take from a whole number, so that n weights of 1/n are 1 each. */
    private static final double ROUNDING = 1e-9;

    static Expected of(double[] weights, int count) {
      double sum = Arrays.stream(weights).sum();
      int[] whole = new int[weights.length];
      double[] fraction = new double[weights.length];
      int rest = count;
      for (int i = 0; i < weights.length; i++) {
        double mean = count * weights[i] / sum;
        whole[i] = (int) (mean + ROUNDING);
        fraction[i] = Math.max(0, mean - whole[i]);
        rest -= whole[i];
      }
      return new Expected(whole, fraction, rest);
    }
  }
}
