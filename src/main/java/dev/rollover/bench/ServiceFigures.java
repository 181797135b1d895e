package dev.rollover.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Starts the service with the bundled model and measures it from outside, as Markdown tables.
 *
 * <p>{@code ServiceFigures <figure>…}, where a figure is one of
 *
 * <ul>
 *   <li>{@code overhead}: a job's time against that of its model and reward calls alone;
 *   <li>{@code throughput}: jobs at once against jobs in a row;
 *   <li>{@code devices}: jobs at once on one device and on two, of one thread each;
 *   <li>{@code estimate}: what jobs are said to take before they are sent, against their ledgers;
 *   <li>{@code neighbours}: a job alone against the same beside a second service's;
 *   <li>{@code startup}: the time until the service is ready;
 *   <li>{@code memory}: what it takes after few jobs and after many;
 *   <li>{@code submissions}: what 16 clients get through that submit at once;
 *   <li>{@code queue}: submitting, reading and claiming with 10,000 jobs queued.
 * </ul>
 *
 * <p>The database is a new one of H2, or the empty one that {@code SPRING_DATASOURCE_URL} names.
 */
public final class ServiceFigures {

  private ServiceFigures() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Locale.setDefault(Locale.ROOT);
    // All are known before the first is measured.
    List<ServiceFigure> figures = Stream.of(args).map(ServiceFigures::figure).toList();
    for (ServiceFigure figure : figures) {
      System.out.println(figure.measure());
    }
  }

  private static ServiceFigure figure(String name) {
    return switch (name) {
      case "overhead" -> new Overhead();
      case "throughput" -> new Throughput();
      case "devices" -> new DeviceScaling();
      case "estimate" -> new EstimateAccuracy();
      case "neighbours" -> new Neighbours();
      case "startup" -> new Startup();
      case "memory" -> new MemoryGrowth();
      case "submissions" -> new SubmissionRate();
      case "queue" -> new QueueScale();
      default ->
          throw new IllegalArgumentException(
              "a figure is overhead, throughput, devices, estimate, neighbours, startup, memory,"
                  + " submissions or queue, not "
                  + name);
    };
  }
}
