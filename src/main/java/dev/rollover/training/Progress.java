package dev.rollover.training;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Tells how a stage goes: a line every so many steps, with the mean loss since the last and the
 * time still to go.
 */
final class Progress {

  private final String stage;
  private final int every;
  private final PrintStream out;
  private final InstantSource clock;
  private double sum;
  private int count;
  private long lastMillis;

  Progress(String stage, int every, PrintStream out, InstantSource clock) {
    this.stage = stage;
    this.every = every;
    this.out = out;
    this.clock = clock;
    this.lastMillis = clock.millis();
  }

  void report(int step, int steps, double loss) {
    sum += loss;
    count++;
    if (step % every == 0 || step == steps) {
      long now = clock.millis();
      double seconds = (now - lastMillis) / 1000.0 / count;
      Duration left = Duration.ofSeconds(Math.round(seconds * (steps - step)));
      out.printf(
          "%s %d/%d  loss %.5f  %.2f s a step  %s left%n",
          stage, step, steps, sum / count, seconds, left);
      sum = 0;
      count = 0;
      lastMillis = now;
    }
  }
}
