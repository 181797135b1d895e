package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.Placement;
import dev.rollover.model.flux.FluxFamily;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKinds;
import dev.rollover.reward.RewardTerm;
import dev.rollover.tensor.BatchLimits;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.HostThreads;
import dev.rollover.tensor.Place;
import dev.rollover.tensor.PooledDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Where the calls of a search are answered changes nothing of what it finds. */
@NullMarked
class SameOnEveryDeviceTest {

  private static final Path BUNDLED = Path.of("src/main/resources/models/shapes");
  private static final int SIDE = 32;
  private static final int NFE = 40;

  private final Set<String> velocitiesOn = Collections.synchronizedSet(new TreeSet<>());

  /** Notes on which devices velocities are computed. */
  private record Noted(Set<String> velocitiesOn, String worker) implements DeviceObserver {
    @Override
    public DeviceObserver of(String itsWorker) {
      return new Noted(velocitiesOn, itsWorker);
    }

    @Override
    public void ran(String operation, int rows, int calls, Duration time) {
      if (operation.equals("velocity")) {
        velocitiesOn.add(worker);
      }
    }
  }

  @Test
  void jobs_at_once_on_two_devices_end_as_each_does_on_one() throws IOException {
    List<List<byte[]>> onOne = images(List.of("a"), 1);
    assertThat(velocitiesOn).containsExactly("a");
    List<List<byte[]>> onTwo = images(List.of("a", "b"), 4);
    assertThat(velocitiesOn).containsExactly("a", "b");
    onTwo.forEach(images -> assertThat(images).containsExactlyElementsOf(onOne.getFirst()));
  }

  private List<List<byte[]>> images(List<String> names, int jobs) throws IOException {
    List<PooledDevice> devices =
        names.stream().map(name -> new PooledDevice(name, "cpu", 1)).toList();
    try (DevicePool pool =
        DevicePool.of(
            devices,
            HostThreads.ofThisProcess(),
            new BatchLimits(8, BatchLimits.DEFAULT_PIXELS),
            new Noted(velocitiesOn, "none"))) {
      List<Place> places = pool.places();
      LoadedModel model =
          new FluxFamily()
              .load(
                  BUNDLED, new Layout(new Placement(places, places, places, pool.first()), false));
      List<CompletableFuture<List<byte[]>>> running =
          IntStream.range(0, jobs)
              .mapToObj(
                  job ->
                      CompletableFuture.supplyAsync(
                          () -> search(model), task -> Thread.ofVirtual().start(task)))
              .toList();
      List<List<byte[]>> images = running.stream().map(CompletableFuture::join).toList();
      pool.stop();
      model.close();
      return images;
    }
  }

  private static List<byte[]> search(LoadedModel model) {
    Map<String, Object> said = Map.of(SearchOptions.ALGORITHM, "rbf", "steps", 4, "chains", 2);
    Reward brightness =
        RewardKinds.selfContained()
            .create("two red circles", List.of(new RewardTerm("brightness", 1, Map.of())));
    try (FlowModel flow =
        model.prepare(new Conditions("two red circles", SIDE, SIDE, null, true))) {
      SearchPlan plan = Plans.plan(new SearchOptions(said).resolve(), NFE);
      SearchState end =
          Plans.runToTheEnd(SearchRun.start(plan, flow, brightness, new SettableClock(), 0));
      return end.answers().stream().map(answer -> answer.image().rgb()).toList();
    }
  }
}
