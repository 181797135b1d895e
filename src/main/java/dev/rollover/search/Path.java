package dev.rollover.search;

import dev.rollover.flow.Cosine;
import dev.rollover.flow.Interpolant;
import dev.rollover.flow.Linear;
import dev.rollover.flow.LinearVariancePreserving;
import dev.rollover.flow.Polynomial;
import dev.rollover.flow.VariancePreserving;

/** The interpolant that a generation follows, by name. */
public enum Path {
  /** Variance preserving, β from 0.1 to 20: the paper's choice. */
  VP,
  /** What the model was trained on. */
  LINEAR,
  /** A quarter turn. */
  COSINE,
  /** (1 − s)². */
  POLYNOMIAL,
  /** √(1 − s²). */
  LINEAR_VP;

  /** Its mathematics. */
  Interpolant interpolant() {
    return switch (this) {
      case VP -> new VariancePreserving();
      case LINEAR -> new Linear();
      case COSINE -> new Cosine();
      case POLYNOMIAL -> new Polynomial(2);
      case LINEAR_VP -> new LinearVariancePreserving();
    };
  }
}
