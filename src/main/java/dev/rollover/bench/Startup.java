package dev.rollover.bench;

import java.io.IOException;

/** The time from the launch of the service's process to its readiness. */
final class Startup implements ServiceFigure {

  private static final int REPEATS = 5;

  @Override
  public String measure() throws IOException, InterruptedException {
    Measurements seconds = new Measurements("from the process's start to readiness");
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      try (ServiceProcess service = ServiceProcess.start()) {
        seconds.add(service.age().toMillis() / 1e3);
      }
    }
    return """
    | %d times | seconds, median | least | most |
    |---|---|---|---|
    %s
    """
        .formatted(REPEATS, seconds.row());
  }
}
