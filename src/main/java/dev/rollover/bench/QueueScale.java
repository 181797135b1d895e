package dev.rollover.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A queue of 10,000 jobs: what it takes to submit at 500 a second, to read one, a page and a place
 * in it, to claim the next job; and its memory. One worker runs a long job meanwhile.
 */
final class QueueScale implements ServiceFigure {

  private static final int JOBS = 10_000;
  private static final int PER_SECOND = 500;
  private static final int WARM_UP = 500;
  private static final int READS = 100;
  private static final int CLAIMS = 50;
  private static final Workload LONG = new Workload(100_000, 1);

  private final StringBuilder table =
      new StringBuilder(
          """
          | with %,d jobs queued | calls | median, ms | 99 %%, ms | most, ms |
          |---|---|---|---|---|
          """
              .formatted(JOBS));

  @Override
  public String measure() throws IOException, InterruptedException {
    try (ServiceProcess service =
        ServiceProcess.start("--rollover.queue.capacity=20000", "--rollover.queue.workers=1")) {
      ServiceClient client = service.client();
      String running = client.submit(LONG);
      for (String job : new SubmissionLoad(client).atRate(PER_SECOND / 5, WARM_UP)) {
        client.cancel(job);
      }
      double before = service.memory().resident();
      SubmissionLoad load = new SubmissionLoad(client);
      List<String> jobs = load.atRate(PER_SECOND, JOBS);
      table.append(load.latencies().row("submit, at %d a second".formatted(PER_SECOND)));
      measureReads(client, jobs);
      double after = service.memory().resident();
      client.cancel(running);
      measureClaims(client, jobs);
      table.append(
          String.format(
              Locale.ROOT, "%nResident: %.0f MiB before, %.0f with them.%n", before, after));
      return table.toString();
    }
  }

  private void measureReads(ServiceClient client, List<String> jobs)
      throws IOException, InterruptedException {
    measure("get the next to run", client, jobs.getFirst());
    measure("get one in the middle", client, jobs.get(JOBS / 2));
    measure("get the last", client, jobs.getLast());
    String list = "/v1/generations?limit=50";
    measure("the newest 50", client, list);
    measure("the newest 50 of those queued", client, list + "&status=queued");
    String cursor = client.nextCursor("/v1/generations?limit=100");
    for (int page = 1; page < JOBS / 200; page++) {
      cursor = client.nextCursor("/v1/generations?limit=100&cursor=" + cursor);
    }
    measure("50 from the middle", client, list + "&cursor=" + cursor);
  }

  private void measure(String name, ServiceClient client, String path)
      throws IOException, InterruptedException {
    client.read(path);
    Latencies latencies = new Latencies();
    for (int read = 0; read < READS; read++) {
      long begun = System.nanoTime();
      client.read(path);
      latencies.endOf(begun);
    }
    table.append(latencies.row(name));
  }

  /** From the end of one job to the start of the next: ending, claiming and beginning. */
  private void measureClaims(ServiceClient client, List<String> jobs)
      throws IOException, InterruptedException {
    List<String> first = jobs.subList(0, CLAIMS);
    List<ServiceClient.Run> runs = new ArrayList<>();
    for (String job : first) {
      client.awaitEnd(job);
      runs.add(client.run(job));
    }
    runs.sort(Comparator.comparing(ServiceClient.Run::started));
    Latencies latencies = new Latencies();
    for (int i = 1; i < runs.size(); i++) {
      Instant free = runs.get(i - 1).ended();
      latencies.add(Duration.between(free, runs.get(i).started()).toNanos() / 1e6);
    }
    table.append(latencies.row("from a job's end to the next one's start"));
  }
}
