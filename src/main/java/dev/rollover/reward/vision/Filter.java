package dev.rollover.reward.vision;

import java.util.Arrays;
import java.util.Optional;

/** How much a pixel counts by its distance, as Pillow has it. */
enum Filter {
  LANCZOS(1, 3) {
    @Override
    double at(double distance) {
      return Math.abs(distance) < 3 ? sinc(distance) * sinc(distance / 3) : 0;
    }
  },
  BILINEAR(2, 1) {
    @Override
    double at(double distance) {
      return Math.max(0, 1 - Math.abs(distance));
    }
  },
  BICUBIC(3, 2) {
    @Override
    double at(double distance) {
      double x = Math.abs(distance);
      if (x < 1) {
        return ((SHARPNESS + 2) * x - (SHARPNESS + 3)) * x * x + 1;
      }
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * SHARPNESS : 0;
    }
  };

  private static final double SHARPNESS = -0.5;

  private final int number;
  private final int support;

  Filter(int number, int support) {
    this.number = number;
    this.support = support;
  }

  /** The filter of a number in {@code preprocessor_config.json}. */
  static Optional<Filter> numbered(int number) {
    return Arrays.stream(values()).filter(filter -> filter.number == number).findFirst();
  }

  /** The distance from which on nothing counts, in pixels of the smaller scale. */
  int support() {
    return support;
  }

  abstract double at(double distance);

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }
}
