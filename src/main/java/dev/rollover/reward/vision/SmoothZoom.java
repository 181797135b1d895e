package dev.rollover.reward.vision;

/**
 * Makes square planes larger or smaller as {@code scipy.ndimage} does it for OWLv2: smoothed by
 * {@code gaussian_filter} with a deviation of (from / to − 1) / 2 pixels where they get smaller,
 * then {@code zoom} of order 1 in grid mode; both mirror what lies beyond an edge about its last
 * pixel. Sums are in double precision; what each of the three steps leaves is rounded to float32.
 */
final class SmoothZoom {

  /** Deviations beyond which the filter ends. */
  private static final double TRUNCATE = 4;

  private final int from;
  private final int to;

  /** Weights of a pixel and of those at each distance to both its sides. */
  private final double[] smoothing;

  /** For each new pixel of a line: the one before it, the one behind it, and the latter's share. */
  private final int[] before;

  private final int[] behind;
  private final double[] share;

  SmoothZoom(int from, int to) {
    this.from = from;
    this.to = to;
    this.smoothing = gaussian(Math.max(0, ((double) from / to - 1) / 2));
    this.before = new int[to];
    this.behind = new int[to];
    this.share = new double[to];
    for (int at = 0; at < to; at++) {
      double place = mirrored((at + 0.5) * ((double) from / to) - 0.5);
      int floor = (int) Math.floor(place);
      before[at] = floor;
      behind[at] = mirrored(floor + 1);
      share[at] = place - floor;
    }
  }

  private static double[] gaussian(double deviation) {
    int radius = (int) (TRUNCATE * deviation + 0.5);
    double[] weights = new double[radius + 1];
    double sum = 0;
    for (int distance = 0; distance <= radius; distance++) {
      double scaled = distance == 0 ? 0 : distance / deviation;
      weights[distance] = Math.exp(-0.5 * scaled * scaled);
      sum += distance == 0 ? weights[0] : 2 * weights[distance];
    }
    for (int distance = 0; distance <= radius; distance++) {
      weights[distance] /= sum;
    }
    return weights;
  }

  private double mirrored(double place) {
    double last = from - 1.0;
    double inside = Math.abs(place);
    return inside <= last ? inside : Math.max(0, 2 * last - inside);
  }

  private int mirrored(int place) {
    if (from == 1) {
      return 0;
    }
    int period = 2 * (from - 1);
    int within = Math.floorMod(place, period);
    return Math.min(within, period - within);
  }

  /** A plane {@code [to, to]} of one {@code [from, from]}. */
  float[] of(float[] plane) {
    float[] smooth = plane;
    if (smoothing.length > 1) {
      smooth = smoothed(smoothed(plane, from, 1), 1, from);
    }
    float[] zoomed = new float[to * to];
    for (int y = 0, at = 0; y < to; y++) {
      for (int x = 0; x < to; x++, at++) {
        zoomed[at] = (float) between(smooth, y, x);
      }
    }
    return zoomed;
  }

  /**
   * Smooths along one axis.
   *
   * @param along from a pixel to the next on its line
   * @param across from a line to the next
   */
  private float[] smoothed(float[] plane, int along, int across) {
    float[] smooth = new float[plane.length];
    for (int line = 0; line < from; line++) {
      int start = line * across;
      for (int at = 0; at < from; at++) {
        double sum = plane[start + at * along] * smoothing[0];
        for (int distance = smoothing.length - 1; distance > 0; distance--) {
          double left = plane[start + mirrored(at - distance) * along];
          sum += (left + plane[start + mirrored(at + distance) * along]) * smoothing[distance];
        }
        smooth[start + at * along] = (float) sum;
      }
    }
    return smooth;
  }

  private double between(float[] plane, int y, int x) {
    int above = before[y] * from;
    int below = behind[y] * from;
    double upper = 1 - share[y];
    double left = 1 - share[x];
    double sum = plane[above + before[x]] * upper * left;
    sum += plane[above + behind[x]] * upper * share[x];
    sum += plane[below + before[x]] * share[y] * left;
    return sum + plane[below + behind[x]] * share[y] * share[x];
  }
}
