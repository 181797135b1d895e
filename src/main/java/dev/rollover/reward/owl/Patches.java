package dev.rollover.reward.owl;

import dev.rollover.model.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the patches of one image show, as the program {@code owlv2_patches} answers it.
 *
 * @param values of each patch one after another: a box's centre, width and height in sides of the
 *     square that the image was made, the logit of its showing any object, and that of each query
 * @param width numbers that a patch has
 * @param queries that count; those behind them only fill up the batch
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Patches(float[] values, int width, int queries) {

  /** Numbers of a patch before its queries' logits. */
  static final int BEFORE_QUERIES = 5;

  private static final int OBJECTNESS = 4;

  int count() {
    return values.length / width;
  }

  private double value(int patch, int at) {
    return values[patch * width + at];
  }

  double logit(int patch, int query) {
    return value(patch, BEFORE_QUERIES + query);
  }

  double objectness(int patch) {
    return value(patch, OBJECTNESS);
  }

  /** Whether the weights lead to numbers. */
  boolean areFinite() {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Each patch's box as what it shows best, in pixels of the image; what lies beside the image is
   * cut off, and a box left out of which no whole pixel's area remains.
   *
   * @param threshold boxes of a lower score are left out
   * @param objectness boxes are left out that show any object with a lower probability
   */
  List<Box> boxes(RgbImage image, double threshold, double objectness) {
    List<Box> boxes = new ArrayList<>();
    for (int patch = 0; patch < count(); patch++) {
      int best = best(patch);
      double score = sigmoid(logit(patch, best));
      if (score > threshold && sigmoid(objectness(patch)) >= objectness) {
        box(patch, best, score, image).ifPresent(boxes::add);
      }
    }
    return boxes;
  }

  private int best(int patch) {
    int best = 0;
    for (int query = 1; query < queries; query++) {
      if (logit(patch, query) > logit(patch, best)) {
        best = query;
      }
    }
    return best;
  }

  private Optional<Box> box(int patch, int kind, double score, RgbImage image) {
    double side = Math.max(image.width(), image.height());
    double halfWidth = value(patch, 2) / 2;
    double halfHeight = value(patch, 3) / 2;
    double left = Math.max(0, (value(patch, 0) - halfWidth) * side);
    double right = Math.min(image.width(), (value(patch, 0) + halfWidth) * side);
    double top = Math.max(0, (value(patch, 1) - halfHeight) * side);
    double bottom = Math.min(image.height(), (value(patch, 1) + halfHeight) * side);
    Box box = new Box(kind, score, left, top, right, bottom);
    return left < right && top < bottom && box.area() >= 1 ? Optional.of(box) : Optional.empty();
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }
}
