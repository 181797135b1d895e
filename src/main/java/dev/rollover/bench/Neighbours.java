package dev.rollover.bench;

import dev.rollover.tensor.HostThreads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/**
 * The time of a job alone on the machine, and beside the same job of a second service, by how long
 * an idle thread spins. Fairly shared, two take twice the time of one.
 */
final class Neighbours implements ServiceFigure {

  private static final Workload JOB = new Workload(50, 1);
  private static final int REPEATS = 3;

  /** OpenMP's own, where neither the environment nor the service says otherwise. */
  private static final int SPIN_COUNT_OF_OPENMP = 300_000;

  @Override
  public String measure() throws IOException, InterruptedException {
    List<String> overruling = HostThreads.overruling(System.getenv());
    if (!overruling.isEmpty()) {
      throw new IllegalStateException("the environment's " + overruling + " would win");
    }
    return """
    | a job of %d NFE; %d times | seconds, median | least | most | ratio |
    |---|---|---|---|---|
    %s
    %s
    """
        .formatted(
            JOB.nfe(), REPEATS, rows(HostThreads.DEFAULT_SPIN_COUNT), rows(SPIN_COUNT_OF_OPENMP));
  }

  private static String rows(int spinCount) throws IOException, InterruptedException {
    Measurements alone = new Measurements("alone, spin count " + spinCount);
    Measurements beside = new Measurements("beside another, spin count " + spinCount);
    String property = "--rollover.device.spin-count=" + spinCount;
    try (ServiceProcess one = ServiceProcess.start(property);
        ServiceProcess other = ServiceProcess.start(property)) {
      List<ServiceClient> both = List.of(one.client(), other.client());
      secondsOfEach(both); // A warm-up, whose time nobody wants.
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        secondsOfEach(List.of(one.client())).forEach(alone::add);
        secondsOfEach(both).forEach(beside::add);
      }
    }
    return alone.row(alone) + "\n" + beside.row(alone);
  }

  private static List<Double> secondsOfEach(List<ServiceClient> services)
      throws InterruptedException {
    List<Callable<Double>> jobs = new ArrayList<>();
    for (ServiceClient service : services) {
      jobs.add(() -> seconds(service));
    }
    try {
      return SideBySide.run(jobs, jobs.size());
    } catch (ExecutionException failure) {
      throw new IllegalStateException("a job was not measured", failure.getCause());
    }
  }

  private static double seconds(ServiceClient service) throws IOException, InterruptedException {
    long start = System.nanoTime();
    service.awaitEnd(service.submit(JOB));
    return (System.nanoTime() - start) / 1e9;
  }
}
