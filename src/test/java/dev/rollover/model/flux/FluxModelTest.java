package dev.rollover.model.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.Conditions;
import dev.rollover.model.Fixture;
import dev.rollover.model.FlowModel;
import dev.rollover.model.ImagePixels;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.RgbImage;
import dev.rollover.model.SharedCalls;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import dev.rollover.tensor.HeldWorker;
import dev.rollover.tensor.Place;
import dev.rollover.tensor.RelativeDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A whole folder does what diffusers' FluxPipeline does with it. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FluxModelTest {

  private static final double TOLERANCE = 1e-4;

  private record Batch(String operation, int rows, int calls) {}

  private final Fixture fixture = Fixture.named("pipeline");
  private final Device device = Device.cpu();
  private final DeviceWorker worker = new DeviceWorker(8, DeviceObserver.NONE);
  private final DeviceAccount account = new DeviceAccount(false);
  private LoadedModel model;
  private String prompt;

  @BeforeAll
  void load() throws IOException {
    model = new FluxFamily().load(fixture.folder(), Layout.on(new Place(device, worker)));
    prompt = Files.readString(fixture.folder().resolve("prompt.txt"));
  }

  @AfterAll
  void close() {
    worker.close();
    model.close();
    device.close();
  }

  @Test
  void four_steps_from_one_noise_end_in_the_image_of_diffusers() {
    float[] sigmas = fixture.value("sigmas").data();
    float[] latent = fixture.value("noise").data();
    try (FlowModel flow = prepare(prompt, 2.5)) {
      for (int step = 0; step + 1 < sigmas.length; step++) {
        float[] velocity = flow.velocity(List.of(latent), new double[] {sigmas[step]}).getFirst();
        latent = eulerStep(latent, velocity, sigmas[step + 1] - sigmas[step]);
      }
      assertThat(RelativeDifference.of(latent, fixture.value("latents").data()))
          .isLessThan(TOLERANCE);
      ImagePixels.check(flow.decode(List.of(latent)).getFirst(), fixture.value("pixels"));
    }
  }

  @Test
  void its_scheduler_shifts_times_as_that_of_diffusers_does() {
    float[] sigmas = fixture.value("sigmas").data();
    double shift;
    try (FlowModel flow = prepare(prompt, 2.5)) {
      shift = flow.timeShift(4);
    }
    for (int step = 0; step < sigmas.length - 1; step++) {
      double even = 1 - step / 4.0;
      assertThat(shift * even / (1 + (shift - 1) * even)).isCloseTo(sigmas[step], within(1e-6));
    }
  }

  @Test
  void rows_of_different_prompts_share_a_call_and_keep_their_own_answers() throws IOException {
    List<float[]> noise = List.of(fixture.value("noise").data());
    double[] times = {1, 0.4, 1};
    try (SharedCalls calls = SharedCalls.of(fixture.folder(), new FluxFamily())) {
      List<FlowModel> flows =
          List.of(
              calls.prepare(new Conditions(prompt, 24, 40, 2.5, false)),
              calls.prepare(new Conditions("blue", 24, 40, 1.0, false)),
              calls.prepare(new Conditions("red", 24, 40, 5.0, false)));
      List<float[]> together =
          calls.together(
              flows, (flow, row) -> flow.velocity(noise, new double[] {times[row]}).getFirst());
      assertThat(calls.last()).isEqualTo("velocity 3");
      for (int row = 0; row < flows.size(); row++) {
        float[] alone = flows.get(row).velocity(noise, new double[] {times[row]}).getFirst();
        assertThat(RelativeDifference.of(together.get(row), alone)).isLessThan(1e-5);
      }
      assertThat(RelativeDifference.of(together.get(1), together.get(2))).isGreaterThan(0.01);
    }
  }

  @Test
  void calls_of_different_prompts_that_wait_at_the_same_time_are_one_batch() throws IOException {
    List<float[]> noise = List.of(fixture.value("noise").data());
    List<Batch> batches = Collections.synchronizedList(new ArrayList<>());
    DeviceObserver observer =
        (operation, rows, calls, time) -> batches.add(new Batch(operation, rows, calls));
    try (HeldWorker held = new HeldWorker(8, observer);
        LoadedModel shared =
            new FluxFamily().load(fixture.folder(), Layout.on(new Place(device, held.worker())));
        FlowModel one = shared.prepare(new Conditions(prompt, 24, 40, 2.5, false));
        FlowModel other = shared.prepare(new Conditions("red", 24, 40, 2.5, false))) {
      held.hold();
      CompletableFuture<List<float[]>> velocityOfOne =
          held.waiting(1, () -> one.velocity(noise, new double[] {1}));
      CompletableFuture<List<float[]>> velocityOfOther =
          held.waiting(2, () -> other.velocity(noise, new double[] {0.4}));
      CompletableFuture<List<RgbImage>> imageOfOne = held.waiting(3, () -> one.decode(noise));
      CompletableFuture<List<RgbImage>> imageOfOther = held.waiting(4, () -> other.decode(noise));
      held.release();

      assertThat(velocityOfOne.join()).hasSize(1);
      assertThat(velocityOfOther.join()).hasSize(1);
      assertThat(imageOfOne.join()).hasSize(1);
      assertThat(imageOfOther.join()).hasSize(1);
      assertThat(batches).endsWith(new Batch("velocity", 2, 2), new Batch("decode", 2, 2));
    }
  }

  @Test
  void the_guidance_scale_changes_the_velocity() {
    float[] noise = fixture.value("noise").data();
    try (FlowModel weak = prepare(prompt, 1);
        FlowModel strong = prepare(prompt, 3.5)) {
      float[] weakly = weak.velocity(List.of(noise), new double[] {1}).getFirst();
      float[] strongly = strong.velocity(List.of(noise), new double[] {1}).getFirst();
      assertThat(RelativeDifference.of(weakly, strongly)).isGreaterThan(0.01);
    }
  }

  @Test
  void leaves_nothing_on_the_device_but_its_weights() {
    float[] noise = fixture.value("noise").data();
    int weights = device.liveTensors();
    assertThat(weights).isGreaterThan(100);
    for (int call = 0; call < 10; call++) {
      try (FlowModel flow = prepare("two red circles", 2.5)) {
        flow.velocity(List.of(noise, noise), new double[] {1, 0.5});
        flow.decode(List.of(noise, noise));
      }
    }
    assertThat(device.liveTensors()).isEqualTo(weights);
  }

  @Test
  void gives_every_tensor_back_when_it_is_closed() throws IOException {
    int before = device.liveTensors();
    new FluxFamily().load(fixture.folder(), Layout.on(new Place(device, worker))).close();
    assertThat(device.liveTensors()).isEqualTo(before);
  }

  @Test
  void refuses_a_size_that_does_not_divide_into_tokens() {
    assertThat(model.sizes().multiple()).isEqualTo(8);
    assertThatThrownBy(() -> model.prepare(new Conditions("red", 24, 20, null, account)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("width and height are multiples of 8, not 24×20");
  }

  @Test
  void refuses_latents_of_another_size() {
    try (FlowModel flow = prepare(prompt, 2.5)) {
      assertThatThrownBy(() -> flow.velocity(List.of(new float[3]), new double[] {1}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a latent has 240 values, not 3");
    }
  }

  @Test
  void names_the_words_that_it_does_not_know() {
    assertThat(model.unknownWords("two red zebras, (two) zebras xyz"))
        .containsExactly("zebras", "(two)", "xyz");
  }

  @Test
  void knows_when_one_of_its_encoders_reads_the_beginning_alone() {
    String shorter = "two red circles";
    String longer = "circles".concat(" circles".repeat(7));
    assertThat(model.readsInPart(shorter)).isFalse();
    assertThat(model.readsInPart(longer)).isTrue();
    assertThat(model.cuts(longer, 11)).isFalse();
  }

  private FlowModel prepare(String text, double guidance) {
    return model.prepare(new Conditions(text, 24, 40, guidance, account));
  }

  private static float[] eulerStep(float[] latent, float[] velocity, float change) {
    float[] next = latent.clone();
    for (int i = 0; i < next.length; i++) {
      next[i] += change * velocity[i];
    }
    return next;
  }
}
