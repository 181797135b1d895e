package dev.rollover.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What 16 clients get through that submit at once while jobs run. */
final class SubmissionRate implements ServiceFigure {

  private static final int CLIENTS = 16;
  private static final int JOBS = 2000;
  private static final int WARM_UP = 200;
  private static final int WORKERS = 2;

  /** Enough to keep the workers busy for as long as is measured. */
  private static final Workload LONG = new Workload(100_000, 1);

  @Override
  public String measure() throws IOException, InterruptedException {
    StringBuilder table =
        new StringBuilder(
            """
            | %d clients at once | jobs | median, ms | 99 %%, ms | most, ms | a second |
            |---|---|---|---|---|---|
            """
                .formatted(CLIENTS));
    try (ServiceProcess service =
        ServiceProcess.start("--rollover.queue.capacity=100000", "--rollover.queue.workers=2")) {
      List<String> running = new ArrayList<>();
      for (int worker = 0; worker < WORKERS; worker++) {
        running.add(service.client().submit(LONG));
      }
      new SubmissionLoad(service.client()).fromClients(CLIENTS, WARM_UP);
      table.append(row(WORKERS + " jobs run", service.client()));
      for (String job : running) {
        service.client().cancel(job);
      }
    }
    return table.toString();
  }

  private static String row(String name, ServiceClient service) throws InterruptedException {
    SubmissionLoad load = new SubmissionLoad(service);
    double rate = load.fromClients(CLIENTS, JOBS);
    String row = load.latencies().row(name).stripTrailing();
    return String.format(Locale.ROOT, "%s %.0f |%n", row, rate);
  }
}
