package dev.rollover.plot;

import java.math.BigDecimal;
import java.util.List;

/** Where values lie on a range of pixels. */
interface Scale {

  /** Where a value is drawn. */
  double pixel(double value);

  /** The values that are labelled, both ends among them. */
  List<BigDecimal> ticks();
}
