package dev.rollover.bench;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.ModelFolder;
import dev.rollover.model.ServedModel;
import dev.rollover.model.flux.FluxFamily;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.Place;
import java.io.IOException;

/**
 * The time of a job against that of its velocity, decode and reward calls in a tight loop. The loop
 * runs in this process, on a model of its own, while the service is idle; job and loop take turns.
 */
final class Overhead implements ServiceFigure {

  private static final String MODEL = "classpath:models/shapes";
  private static final Workload JOB = new Workload(500, 1);
  private static final int REPEATS = 9;

  /** Jobs after which the service's code is compiled as well as the loop's. */
  private static final int WARM_UPS = 3;

  private final Measurements bareCalls = new Measurements("the calls alone");
  private final Measurements running = new Measurements("the search in the service, by its ledger");
  private final Measurements waiting =
      new Measurements("the job, from its POST to its end, by the client");

  @Override
  public String measure() throws IOException, InterruptedException {
    try (Device device = Device.best();
        ModelFolder folder = ModelFolder.open(MODEL);
        LoadedModel model =
            new FluxFamily()
                .load(folder.path(), Layout.on(new Place(device, DeviceCalls.direct())));
        FlowModel flow = model.prepare(conditions(model));
        ServiceProcess service = ServiceProcess.start()) {
      RecordedCalls calls = RecordedCalls.of(JOB.plan(), flow, JOB.reward());
      for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
        warmUp(service.client(), calls);
      }
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        measureJob(service.client());
        measureCalls(calls);
      }
      return table(calls);
    }
  }

  private static Conditions conditions(ServedModel model) {
    int side = model.sizes().usual();
    return new Conditions(Workload.PROMPT, side, side, null, false);
  }

  private static void warmUp(ServiceClient service, RecordedCalls calls)
      throws IOException, InterruptedException {
    String location = service.submit(JOB);
    service.awaitEnd(location);
    requireSame(calls, service.ended(location));
    calls.repeat();
  }

  private static void requireSame(RecordedCalls calls, EndedJob job) {
    if (calls.nfe() != job.nfe()
        || calls.decodes() != job.decodes()
        || calls.rewardCalls() != job.rewardCalls()) {
      throw new IllegalStateException(
          "the service spent %s, the loop would make %d NFE, %d decodes and %d reward calls"
              .formatted(job, calls.nfe(), calls.decodes(), calls.rewardCalls()));
    }
  }

  private void measureJob(ServiceClient service) throws IOException, InterruptedException {
    long start = System.nanoTime();
    String location = service.submit(JOB);
    service.awaitEnd(location);
    waiting.add(secondsSince(start));
    running.add(service.ended(location).seconds());
  }

  private void measureCalls(RecordedCalls calls) {
    long start = System.nanoTime();
    calls.repeat();
    bareCalls.add(secondsSince(start));
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private String table(RecordedCalls calls) {
    return """
    | %d NFE, %d decodes, %d reward calls; %d times | seconds, median | least | most | ratio |
    |---|---|---|---|---|
    %s
    %s
    %s
    """
        .formatted(
            calls.nfe(),
            calls.decodes(),
            calls.rewardCalls(),
            REPEATS,
            bareCalls.row(bareCalls),
            running.row(bareCalls),
            waiting.row(bareCalls));
  }
}
