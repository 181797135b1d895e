package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.RgbImage;
import dev.rollover.model.flux.FluxFamily;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKinds;
import dev.rollover.reward.RewardTerm;
import dev.rollover.reward.Score;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import dev.rollover.tensor.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A search on the bundled model leaves nothing on the device, ended or left halfway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoTensorIsLeftTest {

  private static final Path BUNDLED = Path.of("src/main/resources/models/shapes");
  private static final int SIDE = 32;
  private static final int NFE = 60;

  private final Device device = Device.cpu();
  private final DeviceWorker worker = new DeviceWorker(8, DeviceObserver.NONE);
  private LoadedModel model;

  @BeforeAll
  void load() throws IOException {
    model = new FluxFamily().load(BUNDLED, Layout.on(new Place(device, worker)));
  }

  @AfterAll
  void close() {
    worker.close();
    model.close();
    device.close();
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void no_tensor_is_left_after_a_search_or_a_part_of_one(Algorithm algorithm) {
    int weights = device.liveTensors();
    assertThat(weights).isPositive();
    try (FlowModel flow = prepared()) {
      SearchState end = Plans.runToTheEnd(start(algorithm, flow));
      assertThat(end.answers()).isNotEmpty();
      SearchRun left = start(algorithm, flow);
      left.advance();
    }
    assertThat(device.liveTensors()).isEqualTo(weights);
  }

  @ParameterizedTest
  @EnumSource(names = {"RBF", "SVDD", "SMC"})
  void no_tensor_is_left_after_a_search_with_guidance(Algorithm algorithm) {
    int weights = device.liveTensors();
    Map<String, Object> said =
        Map.of(
            SearchOptions.ALGORITHM,
            algorithm.label(),
            "steps",
            3,
            "guidance",
            Map.of("strength", 10.0));
    Reward brightness =
        RewardKinds.selfContained()
            .create("two red circles", List.of(new RewardTerm("brightness", 1, Map.of())));
    try (FlowModel flow = prepared()) {
      SearchPlan plan = Plans.plan(new SearchOptions(said).resolve(), NFE);
      SearchState end =
          Plans.runToTheEnd(SearchRun.start(plan, flow, brightness, new SettableClock(), 0));
      assertThat(end.budget().ledger().nfe(Phase.GUIDANCE)).isPositive();
    }
    assertThat(device.liveTensors()).isEqualTo(weights);
  }

  private FlowModel prepared() {
    return model.prepare(new Conditions("two red circles", SIDE, SIDE, null, true));
  }

  private static SearchRun start(Algorithm algorithm, FlowModel flow) {
    Map<String, Object> said =
        Map.of(SearchOptions.ALGORITHM, algorithm.label(), "steps", 3, "chains", 2);
    SearchPlan plan = Plans.plan(new SearchOptions(said).resolve(), NFE);
    return SearchRun.start(plan, flow, brightness(), new SettableClock(), 0);
  }

  private static Reward brightness() {
    return images -> images.stream().map(NoTensorIsLeftTest::brightness).toList();
  }

  private static Score brightness(RgbImage image) {
    double sum = 0;
    for (byte value : image.rgb()) {
      sum += value & 0xff;
    }
    return new Score(sum / image.rgb().length, Map.of());
  }
}
