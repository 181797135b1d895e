package dev.rollover.bench.tables;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Says now and then how far a table is, and when it will be done at this rate. */
final class Progress {

  private static final Duration EVERY = Duration.ofSeconds(15);

  private final String name;
  private final PrintStream to;
  private final LongSupplier nanoTime;
  private long began;
  private long said;
  private int all;
  private int ended;

  Progress(String name, PrintStream to, LongSupplier nanoTime) {
    this.name = name;
    this.to = to;
    this.nanoTime = nanoTime;
  }

  synchronized void begin(int searches) {
    began = nanoTime.getAsLong();
    said = began;
    all = searches;
    ended = 0;
    to.printf(Locale.ROOT, "%s: %d searches to run%n", name, searches);
  }

  synchronized void ended() {
    ended++;
    long now = nanoTime.getAsLong();
    if (ended == all || now - said >= EVERY.toNanos()) {
      said = now;
      double minutes = (now - began) / 60e9;
      to.printf(
          Locale.ROOT,
          "%s: %d of %d searches, %.1f minutes, %.1f to go%n",
          name,
          ended,
          all,
          minutes,
          minutes * (all - ended) / ended);
    }
  }
}
