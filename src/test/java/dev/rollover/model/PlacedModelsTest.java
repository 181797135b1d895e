package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.DeviceWorker;
import dev.rollover.tensor.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;

/** Models on the devices that the configuration names. */
@NullMarked
class PlacedModelsTest {

  private static final String[] TWO_HOSTS = {
    "rollover.devices[0].name=a",
    "rollover.devices[0].device=cpu",
    "rollover.devices[0].threads=1",
    "rollover.devices[1].name=b",
    "rollover.devices[1].device=cpu",
    "rollover.devices[1].threads=1"
  };
  private static final String[] PIPELINE = {
    "rollover.models.served[0].name=small",
    "rollover.models.served[0].location=" + Fixture.named("pipeline").folder()
  };

  private final List<String> batches = Collections.synchronizedList(new ArrayList<>());
  private final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withUserConfiguration(Scanned.class, LoadedAtOnce.class)
          .withBean(DeviceObserver.class, () -> new Noted(batches, "none"))
          .withPropertyValues(PIPELINE);

  @ComponentScan("dev.rollover.model")
  static class Scanned {}

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

  @Test
  void one_device_is_the_default_and_has_it_all() {
    context.run(
        started -> {
          String name = started.getBean(Device.class).name();
          assertThat(model(started.getBean(ServedModels.class)).devices())
              .isEqualTo(new ModelDevices(List.of(name), List.of(name), List.of(name)));
          assertThat(started.getBean(DeviceWorker.class).name()).isEqualTo(name);
          assertThat(batches)
              .containsExactly("encode on " + name, "velocity on " + name, "decode on " + name);
        });
  }

  @Test
  void every_device_of_a_pool_has_it_all_and_is_warm() {
    context
        .withPropertyValues(TWO_HOSTS)
        .run(
            started -> {
              List<String> both = List.of("a", "b");
              assertThat(model(started.getBean(ServedModels.class)).devices())
                  .isEqualTo(new ModelDevices(both, both, both));
              assertThat(batches)
                  .containsExactly(
                      "encode on a",
                      "velocity on a",
                      "decode on a",
                      "encode on b",
                      "velocity on b",
                      "decode on b");
            });
  }

  @Test
  void a_device_is_warmed_up_at_each_size_that_is_named() {
    context
        .withPropertyValues("rollover.models.served[0].warm-up=32x32,64x32")
        .run(
            started ->
                assertThat(batches.stream().filter(batch -> batch.startsWith("velocity")))
                    .hasSize(2));
  }

  @Test
  void a_size_to_warm_up_at_that_no_image_may_have_ends_the_start() {
    context
        .withPropertyValues("rollover.models.served[0].warm-up=32x33")
        .run(
            started ->
                assertThat(started)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("rollover.models.served[0].warm-up")
                    .hasMessageContaining("sides are multiples of 8 up to 2048"));
  }

  @Test
  void encoders_and_decoder_have_a_device_of_their_own_where_one_is_named() {
    context
        .withPropertyValues(TWO_HOSTS)
        .withPropertyValues(
            "rollover.models.served[0].devices=a",
            "rollover.models.served[0].encoder-device=b",
            "rollover.models.served[0].decoder-device=b")
        .run(
            started -> {
              ServedModel model = model(started.getBean(ServedModels.class));
              assertThat(model.devices())
                  .isEqualTo(new ModelDevices(List.of("a"), List.of("b"), List.of("b")));
              assertThat(model.guidedPixels()).isPositive();
              assertThat(batches).contains("encode on b", "velocity on a", "decode on b");
              assertThat(batches).doesNotContain("encode on a", "velocity on b", "decode on a");
            });
  }

  @Test
  void what_is_loaded_is_what_was_planned() {
    context
        .withPropertyValues(TWO_HOSTS)
        .run(
            started -> {
              LoadedModels models = started.getBean(LoadedModels.class);
              LoadState state = new LoadState(models.loads().getFirst().bytes());
              state.enter(LoadState.Phase.LOADING);
              LoadProgress.watchedBy(state, () -> models.loads().getFirst().load(() -> {}));
              assertThat(state.details()).containsEntry("percent", 100L);
              assertThat(state.details().get("bytes")).isEqualTo(state.details().get("ofBytes"));
            });
  }

  @Test
  void nobody_gets_them_before_all_that_a_start_loads_is_there() {
    new ApplicationContextRunner()
        .withUserConfiguration(Scanned.class)
        .withPropertyValues(PIPELINE)
        .run(
            started -> {
              ServedModels models = started.getBean(ServedModels.class);
              assertThatThrownBy(models::all).isInstanceOf(ModelsLoadingException.class);
              assertThatThrownBy(() -> models.find("small"))
                  .isInstanceOf(ModelsLoadingException.class);
              assertThat(models.loaded()).isEmpty();
              started.getBean(StartLoading.class).run(new DefaultApplicationArguments());
              assertThat(models.find("small")).isPresent();
            });
  }

  @Test
  void gradients_are_taken_where_the_rewards_are_or_not_at_all() {
    context
        .withPropertyValues(TWO_HOSTS)
        .withPropertyValues("rollover.models.served[0].devices=b")
        .run(
            started ->
                assertThat(model(started.getBean(ServedModels.class)).guidedPixels()).isZero());
  }

  @Test
  void answers_are_the_same_to_the_bit_from_every_device() {
    context
        .withPropertyValues(TWO_HOSTS)
        .run(
            started -> {
              ServedModel model = model(started.getBean(ServedModels.class));
              byte[] onOne = image(model, DeviceAccount.onlyOn("a"));
              assertThat(image(model, DeviceAccount.onlyOn("b"))).isEqualTo(onOne);
              assertThat(image(model, new DeviceAccount(true))).isEqualTo(onOne);
            });
  }

  private static byte[] image(ServedModel model, DeviceAccount account) {
    float[] noise = Fixture.named("pipeline").value("noise").data();
    try (FlowModel flow = model.prepare(new Conditions("red", 24, 40, 2.5, account))) {
      float[] velocity = flow.velocity(List.of(noise), new double[] {1}).getFirst();
      return flow.decode(List.of(velocity)).getFirst().rgb();
    }
  }

  @Test
  void a_call_of_images_knows_their_pixels() {
    context.run(
        started -> {
          BatchKey key = model(started.getBean(ServedModels.class)).callKey("velocity", 24, 40);
          assertThat(key.pixels()).isEqualTo(24 * 40);
        });
  }

  @Test
  void names_alone_are_enough_where_they_are_devices() {
    context
        .withPropertyValues("rollover.devices=cpu")
        .run(
            started ->
                assertThat(started.getBean(DevicePool.class).places())
                    .extracting(Place::name)
                    .containsExactly("cpu"));
  }

  @Test
  void a_device_that_is_not_in_the_pool_ends_the_start() {
    context
        .withPropertyValues(TWO_HOSTS)
        .withPropertyValues("rollover.models.served[0].decoder-device=c")
        .run(
            started ->
                assertThat(started)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("rollover.models.served[0].decoder-device")
                    .hasMessageContaining("those of the pool are a, b"));
  }

  @Test
  void a_property_of_a_device_that_is_unknown_ends_the_start() {
    context
        .withPropertyValues(TWO_HOSTS)
        .withPropertyValues("rollover.devices[1].thread=3")
        .run(
            started ->
                assertThat(started)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("rollover.devices[1].thread"));
  }

  @Test
  void a_device_that_is_not_there_ends_the_start() {
    context
        .withPropertyValues("rollover.devices=cuda:98,cuda:99")
        .run(
            started ->
                assertThat(started)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("rollover.devices")
                    .hasMessageContaining("there is no device cuda:98"));
  }

  @Test
  void a_device_that_cannot_be_ends_the_start() {
    context
        .withPropertyValues("rollover.devices[0].name=gpu")
        .run(
            started ->
                assertThat(started)
                    .getFailure()
                    .rootCause()
                    .hasMessage("a device is cpu or cuda:0 and so on, unlike 'gpu'"));
  }

  private static ServedModel model(ServedModels models) {
    return models.all().getFirst();
  }
}
