package dev.rollover.bench;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Evaluations per second of jobs that run at once, where the model is on one device, on two, and
 * where the decoder has one of its own: each device is the host's processors, and one thread.
 */
final class DeviceScaling implements ServiceFigure {

  private static final int NFE = 100;
  private static final List<Workload> JOBS =
      LongStream.range(0, 8).mapToObj(seed -> new Workload(NFE, seed)).toList();
  private static final int REPEATS = 4;
  private static final String MODEL = "--rollover.models.served[0].";
  private static final String[] NAMED = {
    MODEL + "name=shapes", MODEL + "location=classpath:models/shapes"
  };

  private final Measurements one = new Measurements("one device");
  private final Measurements two = new Measurements("two devices");
  private final Measurements apart = new Measurements("transformer and decoder on one each");

  @Override
  public String measure() throws IOException, InterruptedException {
    try (ServiceProcess onOne = start(List.of("a"));
        ServiceProcess onTwo = start(List.of("a", "b"));
        ServiceProcess onOneEach =
            start(List.of("a", "b"), MODEL + "devices=a", MODEL + "decoder-device=b")) {
      List<ServiceProcess> services = List.of(onOne, onTwo, onOneEach);
      for (ServiceProcess service : services) {
        Throughput.runAtOnce(service.client(), JOBS); // A warm-up, whose rate nobody wants.
      }
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        one.add(Throughput.runAtOnce(onOne.client(), JOBS));
        two.add(Throughput.runAtOnce(onTwo.client(), JOBS));
        apart.add(Throughput.runAtOnce(onOneEach.client(), JOBS));
      }
    }
    return """
    | %d jobs of %d NFE at once; %d times | NFE per second, median | least | most | ratio |
    |---|---|---|---|---|
    %s
    %s
    %s
    """
        .formatted(JOBS.size(), NFE, REPEATS, one.row(one), two.row(one), apart.row(one));
  }

  private static ServiceProcess start(List<String> devices, String... properties)
      throws IOException, InterruptedException {
    Stream<String> pool =
        IntStream.range(0, devices.size())
            .boxed()
            .flatMap(
                index ->
                    Stream.of("name=" + devices.get(index), "device=cpu", "threads=1")
                        .map(property -> "--rollover.devices[%d].%s".formatted(index, property)));
    return ServiceProcess.start(
        Stream.of(
                Stream.of("--rollover.queue.workers=" + JOBS.size()),
                pool,
                Stream.of(NAMED),
                Stream.of(properties))
            .flatMap(options -> options)
            .toArray(String[]::new));
  }
}
