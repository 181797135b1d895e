package dev.rollover.bench;

import java.io.IOException;

/** One thing that is measured on the running service. */
@FunctionalInterface
interface ServiceFigure {

  /** Measures it, which may take minutes, and returns it as a Markdown table. */
  String measure() throws IOException, InterruptedException;
}
