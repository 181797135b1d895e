package dev.rollover.model.flux2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.Conditions;
import dev.rollover.model.Fixture;
import dev.rollover.model.FlowModel;
import dev.rollover.model.ImagePixels;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.Network;
import dev.rollover.model.Qwen3Chat;
import dev.rollover.model.SharedCalls;
import dev.rollover.model.TokenRow;
import dev.rollover.model.pipeline.PipelineFiles;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import dev.rollover.tensor.Place;
import dev.rollover.tensor.RelativeDifference;
import dev.rollover.tensor.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A whole folder does what diffusers' Flux2KleinPipeline does with it. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Flux2ModelTest {

  private static final double TOLERANCE = 1e-4;

  private final Fixture fixture = Fixture.named("flux2-pipeline");
  private final Device device = Device.cpu();
  private final DeviceWorker worker = new DeviceWorker(8, DeviceObserver.NONE);
  private final DeviceAccount account = new DeviceAccount(false);
  private LoadedModel model;
  private String prompt;

  @BeforeAll
  void load() throws IOException {
    model = new Flux2Family().load(fixture.folder(), Layout.on(new Place(device, worker)));
    prompt = Files.readString(fixture.folder().resolve("prompt.txt"));
  }

  @AfterAll
  void close() {
    worker.close();
    model.close();
    device.close();
  }

  @Test
  void a_prompt_becomes_the_chat_of_transformers() throws IOException {
    try (Qwen3Chat chat = Qwen3Chat.open(fixture.folder().resolve("tokenizer"), 512, false)) {
      assertThat(chat.of(prompt)).isEqualTo(Files.readString(fixture.folder().resolve("chat.txt")));
    }
  }

  @Test
  void a_prompt_has_the_tokens_of_transformers() throws IOException {
    try (TextTokens tokens = TextTokens.open(fixture.folder().resolve("tokenizer"))) {
      TokenRow row = tokens.of(prompt, 512);
      assertThat(row.ids()).containsExactly(Fixture.asLongs(fixture.value("input_ids").data()));
      assertThat(row.tokens()).isEqualTo((int) fixture.value("length").data()[0]);
    }
  }

  @Test
  void a_prompt_is_encoded_as_by_diffusers() throws IOException {
    float[] theirs = fixture.value("sequence").data();
    Flux2Pipeline pipeline =
        Flux2Pipeline.check(new PipelineFiles(fixture.folder(), null, null, List.of()), null);
    try (Network encoder = pipeline.networks().encoders().getFirst().load(device);
        TextTokens tokens = pipeline.tokenizer();
        Scope scope = device.scope()) {
      float[] ours =
          pipeline.encode(scope, List.of(encoder), List.of(tokens.of(prompt, 512))).getFirst();
      assertThat(ours).hasSize(512 * 24);
      assertThat(RelativeDifference.of(Arrays.copyOf(ours, theirs.length), theirs))
          .isLessThan(TOLERANCE);
    }
  }

  @Test
  void four_steps_from_one_noise_end_in_the_image_of_diffusers() {
    try (FlowModel flow = prepare(prompt)) {
      float[] latent = sampled(flow);
      assertThat(RelativeDifference.of(latent, fixture.value("latents").data()))
          .isLessThan(TOLERANCE);
      ImagePixels.check(flow.decode(List.of(latent)).getFirst(), fixture.value("pixels"));
    }
  }

  @Test
  void its_times_are_shifted_as_those_of_diffusers_by_tokens_and_steps() {
    assertShift(EmpiricalShift.of(15, 4), fixture.value("sigmas").data());
    assertShift(EmpiricalShift.of(5000, 10), fixture.value("sigmas_of_5000_tokens").data());
    try (FlowModel flow = prepare(prompt)) {
      assertThat(flow.timeShift(4)).isEqualTo(EmpiricalShift.of(15, 4));
      assertThat(flow.timeShift(50)).isNotEqualTo(flow.timeShift(4));
    }
  }

  private static void assertShift(double shift, float[] sigmas) {
    int steps = sigmas.length - 1;
    for (int step = 0; step < steps; step++) {
      double even = 1 - (double) step / steps;
      assertThat(shift * even / (1 + (shift - 1) * even)).isCloseTo(sigmas[step], within(1e-6));
    }
  }

  @Test
  void rows_of_different_prompts_share_a_call_and_keep_their_own_answers() throws IOException {
    List<float[]> noise = List.of(fixture.value("noise").data());
    double[] times = {1, 0.4};
    try (SharedCalls calls = SharedCalls.of(fixture.folder(), new Flux2Family())) {
      List<FlowModel> flows =
          List.of(
              calls.prepare(new Conditions(prompt, 12, 20, null, false)),
              calls.prepare(new Conditions("blue", 12, 20, null, false)));
      List<float[]> together =
          calls.together(
              flows, (flow, row) -> flow.velocity(noise, new double[] {times[row]}).getFirst());
      assertThat(calls.last()).isEqualTo("velocity 2");
      for (int row = 0; row < flows.size(); row++) {
        float[] alone = flows.get(row).velocity(noise, new double[] {times[row]}).getFirst();
        assertThat(RelativeDifference.of(together.get(row), alone)).isLessThan(1e-5);
      }
      assertThat(RelativeDifference.of(together.get(0), together.get(1))).isGreaterThan(0.01);
    }
  }

  @Test
  void leaves_nothing_on_the_device_but_its_weights() {
    float[] noise = fixture.value("noise").data();
    int weights = device.liveTensors();
    assertThat(weights).isGreaterThan(100);
    for (int call = 0; call < 3; call++) {
      try (FlowModel flow = prepare("two red circles")) {
        flow.velocity(List.of(noise, noise), new double[] {1, 0.5});
        flow.decode(List.of(noise, noise));
      }
    }
    assertThat(device.liveTensors()).isEqualTo(weights);
  }

  @Test
  void gives_every_tensor_back_when_it_is_closed() throws IOException {
    int before = device.liveTensors();
    new Flux2Family().load(fixture.folder(), Layout.on(new Place(device, worker))).close();
    assertThat(device.liveTensors()).isEqualTo(before);
  }

  @Test
  void a_velocity_that_is_not_finite_is_told() {
    float[] broken = fixture.value("noise").data().clone();
    broken[0] = Float.NaN;
    try (FlowModel flow = prepare("red")) {
      assertThatThrownBy(() -> flow.velocity(List.of(broken), new double[] {1}))
          .hasStackTraceContaining("the velocity that the model gives is not finite");
    }
  }

  @Test
  void says_which_prompts_it_cuts() {
    assertThat(model.cuts(prompt, 512)).isFalse();
    assertThat(model.cuts("z".repeat(600), 512)).isTrue();
  }

  @Test
  void refuses_a_size_that_does_not_divide_into_tokens() {
    assertThatThrownBy(() -> model.prepare(new Conditions("red", 12, 18, null, account)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("width and height are multiples of 4, not 12×18");
  }

  @Test
  void a_distilled_one_refuses_guidance() {
    assertThat(model.reading().takesNegativePrompt()).isFalse();
    assertThatThrownBy(() -> model.prepare(new Conditions("red", 12, 20, 2.0, account)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("this model takes no guidance scale");
    assertThatThrownBy(() -> model.prepare(guided()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("this model takes no negative prompt");
  }

  @Test
  void one_that_is_not_distilled_is_guided_as_by_diffusers(@TempDir Path folder)
      throws IOException {
    FileSystemUtils.copyRecursively(fixture.folder(), folder);
    Path index = folder.resolve("model_index.json");
    Files.writeString(index, Files.readString(index).replace("true", "false"));
    try (LoadedModel base = new Flux2Family().load(folder, Layout.on(new Place(device, worker)));
        FlowModel flow = base.prepare(guided())) {
      assertThat(base.reading().takesNegativePrompt()).isTrue();
      assertThat(flow.nfePerVelocity()).isEqualTo(2);
      ImagePixels.check(
          flow.decode(List.of(sampled(flow))).getFirst(), fixture.value("guided_pixels"));
    }
  }

  /** The pipeline's own negative prompt is empty. */
  private Conditions guided() {
    return new Conditions(prompt, "", null, 12, 20, 1.7, account);
  }

  private float[] sampled(FlowModel flow) {
    float[] sigmas = fixture.value("sigmas").data();
    float[] latent = fixture.value("noise").data();
    for (int step = 0; step + 1 < sigmas.length; step++) {
      float[] velocity = flow.velocity(List.of(latent), new double[] {sigmas[step]}).getFirst();
      latent = eulerStep(latent, velocity, sigmas[step + 1] - sigmas[step]);
    }
    return latent;
  }

  private FlowModel prepare(String text) {
    return model.prepare(new Conditions(text, 12, 20, null, account));
  }

  private static float[] eulerStep(float[] latent, float[] velocity, float change) {
    float[] next = latent.clone();
    for (int i = 0; i < next.length; i++) {
      next[i] += change * velocity[i];
    }
    return next;
  }
}
