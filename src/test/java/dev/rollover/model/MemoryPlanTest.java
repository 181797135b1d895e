package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceObserver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;

/** What models take is known, and held to what there is, before they are loaded. */
@NullMarked
class MemoryPlanTest {

  private final ApplicationContextRunner context = serving("pipeline");

  private static ApplicationContextRunner serving(String fixture) {
    return new ApplicationContextRunner()
        .withUserConfiguration(Scanned.class, LoadedAtOnce.class)
        .withPropertyValues(
            "rollover.models.served[0].name=small",
            "rollover.models.served[0].location=" + Fixture.named(fixture).folder());
  }

  @ComponentScan("dev.rollover.model")
  static class Scanned {}

  @ParameterizedTest
  @ValueSource(strings = {"pipeline", "flux2-pipeline"})
  void says_each_part_of_a_folder_on_each_device(String fixture) {
    ApplicationContextRunner served = serving(fixture);
    served.run(
        started -> {
          ServedModels models = started.getBean(ServedModels.class);
          String device = started.getBean(Device.class).name();
          MemoryPlan plan = models.memory(models.all().getFirst());
          assertThat(plan.parts())
              .extracting(MemoryPlan.Part::name)
              .containsExactly("transformer", "encoders", "decoder", "activations");
          assertThat(plan.parts()).allSatisfy(part -> assertThat(part.bytes()).isPositive());
          assertThat(plan.byDevice()).containsOnlyKeys(device);
        });
  }

  @Test
  void is_refused_with_numbers_where_it_does_not_fit() {
    context
        .withPropertyValues("rollover.device.memory=2MB")
        .run(
            failed -> {
              Throwable failure = Objects.requireNonNull(failed.getStartupFailure());
              FailureAnalysis analysis =
                  Objects.requireNonNull(new ModelTooLargeAnalyzer().analyze(failure));
              assertThat(analysis.getDescription())
                  .matches(
                      "the models need \\d+\\.\\d\\d GB on cpu, which has 0\\.00 GB: activations"
                          + " \\d.*transformer 0\\.00 GB.*");
              assertThat(analysis.getAction()).contains("rollover.device.memory");
            });
  }

  @ParameterizedTest
  @CsvSource({"pipeline, 2", "flux2-pipeline, 5"})
  void decodes_in_tiles_where_that_is_left_open_and_the_whole_does_not_fit(
      String fixture, int share) {
    ApplicationContextRunner served =
        serving(fixture)
            .withPropertyValues(
                "rollover.models.served[0].largest-side=1024", "rollover.device.largest-batch=1");
    served.run(
        roomy -> {
          MemoryPlan whole = plan(roomy.getBean(ServedModels.class));
          long activations = whole.parts().getLast().bytes();
          String enough = "rollover.device.memory=" + (sum(whole) - activations / share) + "B";
          served
              .withPropertyValues(enough)
              .run(
                  tight ->
                      assertThat(plan(tight.getBean(ServedModels.class)).parts().getLast().bytes())
                          .isLessThan(activations - activations / share));
          served
              .withPropertyValues("rollover.models.served[0].decoder-tiles=off", enough)
              .run(refused -> assertThat(refused).hasFailed());
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipeline", "flux2-pipeline"})
  void encodes_on_the_host_where_no_device_was_named_for_it_and_there_is_no_room_beside(
      String fixture) {
    ApplicationContextRunner served = serving(fixture);
    List<String> batches = new CopyOnWriteArrayList<>();
    ApplicationContextRunner two =
        served
            .withBean(DeviceObserver.class, () -> new Noted(batches, "none"))
            .withPropertyValues(
                "rollover.devices[0].name=a",
                "rollover.devices[0].device=cpu",
                "rollover.devices[1].name=b",
                "rollover.devices[1].device=cpu",
                "rollover.models.served[0].devices=a",
                "rollover.models.served[0].largest-side=8",
                "rollover.device.largest-batch=1");
    two.run(
        roomy -> {
          MemoryPlan whole = plan(roomy.getBean(ServedModels.class));
          assertThat(whole.byDevice()).containsOnlyKeys("a");
          String enough = "rollover.device.memory=" + (sum(whole) - 1) + "B";
          batches.clear();
          two.withPropertyValues(enough)
              .run(
                  tight -> {
                    ServedModels models = tight.getBean(ServedModels.class);
                    assertThat(models.all().getFirst().devices().encoders()).containsExactly("b");
                    encodeTwice(models.all().getFirst());
                    assertThat(batches.stream().filter(one -> one.startsWith("encode")))
                        .as("the warm-up's, and one of each prompt")
                        .hasSize(2 + 1);
                  });
        });
  }

  private static void encodeTwice(ServedModel model) {
    int side = model.sizes().usual();
    for (int i = 0; i < 2; i++) {
      model.prepare(new Conditions("red", side, side, null, new DeviceAccount(false))).close();
    }
  }

  private record Noted(List<String> batches, String worker) implements DeviceObserver {
    @Override
    public DeviceObserver of(String itsWorker) {
      return new Noted(batches, itsWorker);
    }

    @Override
    public void ran(String operation, int rows, int calls, Duration time) {
      batches.add(operation + " on " + worker);
    }
  }

  private static MemoryPlan plan(ServedModels models) {
    return models.memory(models.all().getFirst());
  }

  private static long sum(MemoryPlan plan) {
    return plan.byDevice().values().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void adds_up_weights_of_several_models_but_not_what_their_calls_take() {
    MemoryPlan one = plan(part("transformer", "a", 5), part("activations", "a", 3));
    MemoryPlan other =
        plan(part("transformer", "a", 2), part("decoder", "b", 1), part("activations", "a", 7));
    assertThat(one.beside(other).byDevice()).isEqualTo(Map.of("a", 14L, "b", 1L));
    assertThat(MemoryPlan.NONE.beside(one)).isEqualTo(one);
    assertThat(one.on("a")).isEqualTo("transformer 0.00 GB, activations 0.00 GB");
  }

  private static MemoryPlan plan(MemoryPlan.Part... parts) {
    return new MemoryPlan(List.of(parts));
  }

  private static MemoryPlan.Part part(String name, String device, long bytes) {
    return new MemoryPlan.Part(name, device, bytes);
  }
}
