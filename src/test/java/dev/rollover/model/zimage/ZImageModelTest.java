package dev.rollover.model.zimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.model.Conditions;
import dev.rollover.model.Fixture;
import dev.rollover.model.FlowModel;
import dev.rollover.model.ImageFunction;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.Network;
import dev.rollover.model.Qwen3Chat;
import dev.rollover.model.SharedCalls;
import dev.rollover.model.TokenRow;
import dev.rollover.model.pipeline.PipelineFiles;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Place;
import dev.rollover.tensor.RelativeDifference;
import dev.rollover.tensor.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

/** A whole folder reads prompts as diffusers' ZImagePipeline does, and keeps to its bounds. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZImageModelTest {

  private static final int CHANNELS = 10;

  private final Fixture fixture = Fixture.named("zimage-pipeline");
  private final Path tokenizer = fixture.folder().resolve("tokenizer");
  private final Device device = Device.cpu();
  private final Place place = new Place(device, DeviceCalls.direct());
  private final DeviceAccount account = new DeviceAccount(false);
  private LoadedModel model;
  private String prompt;

  @BeforeAll
  void load() throws IOException {
    model = new ZImageFamily().load(fixture.folder(), Layout.on(place));
    prompt =
        JsonMapper.shared()
            .readTree(Files.readString(fixture.folder().resolve("runs.json")))
            .path("prompt")
            .stringValue();
  }

  @AfterAll
  void close() {
    model.close();
    device.close();
  }

  @Test
  void a_prompt_becomes_the_chat_of_transformers_in_which_qwen3_may_think() throws IOException {
    try (Qwen3Chat chat = Qwen3Chat.open(tokenizer, 512, true)) {
      assertThat(chat.of(prompt)).isEqualTo(Files.readString(fixture.folder().resolve("chat.txt")));
    }
  }

  @Test
  void a_prompt_has_the_tokens_of_transformers_and_no_more() throws IOException {
    try (CaptionTokens tokens = CaptionTokens.open(tokenizer, 512)) {
      assertThat(tokens.of(prompt, 512).ids()).containsExactly(ids("input_ids"));
      assertThat(tokens.of(prompt.repeat(12), 512).ids()).containsExactly(ids("cut_input_ids"));
      assertThat(tokens.cuts(prompt, 512)).isFalse();
      assertThat(tokens.cuts(prompt.repeat(12), 512)).isTrue();
    }
  }

  private long[] ids(String name) {
    return Fixture.asLongs(fixture.value(name).data());
  }

  @Test
  void prompts_of_several_lengths_are_encoded_together_as_by_diffusers() throws IOException {
    ZImagePipeline pipeline =
        ZImagePipeline.check(new PipelineFiles(fixture.folder(), null, null, List.of()), null);
    try (CaptionTokens tokens = pipeline.tokenizer();
        Network encoder = pipeline.networks().encoders().getFirst().load(device);
        Scope scope = device.scope()) {
      List<TokenRow> rows = List.of(tokens.of(prompt, 512), tokens.of(prompt.repeat(12), 512));
      List<Caption> captions = pipeline.encode(scope, List.of(encoder), rows);
      assertCaption(captions.get(0), "caption");
      assertCaption(captions.get(1), "cut_caption");
      assertThat(pipeline.bytes(captions.get(1))).isEqualTo(512 * CHANNELS * Float.BYTES);
    }
  }

  private void assertCaption(Caption caption, String name) {
    float[] theirs = fixture.value(name).data();
    assertThat(caption.tokens()).isEqualTo(theirs.length / CHANNELS);
    assertThat(RelativeDifference.of(caption.states(), theirs)).isLessThan(1e-4);
  }

  @Test
  void gradients_are_those_of_diffusers_by_automatic_differentiation() {
    FloatTensor weights = fixture.value("weights");
    ImageFunction function =
        (scope, images) -> images.times(scope.floats(weights.data(), weights.shape())).meanOfRows();
    try (FlowModel flow = prepare(null, null)) {
      float[] gradient =
          flow.gradients(
                  List.of(fixture.value("latent").data()), new double[] {0.6}, function, false)
              .getFirst();
      assertThat(RelativeDifference.of(gradient, fixture.value("gradient").data()))
          .isLessThan(1e-4);
    }
  }

  @Test
  void rows_of_prompts_of_several_lengths_share_a_call_and_keep_their_own_answers()
      throws IOException {
    float[] noise = fixture.value("latent").data();
    double[] times = {1, 0.4, 0.7};
    try (SharedCalls calls = SharedCalls.of(fixture.folder(), new ZImageFamily())) {
      List<FlowModel> flows =
          Stream.of(prompt, "blue", "blue ".repeat(50))
              .map(text -> calls.prepare(new Conditions(text, 12, 20, null, false)))
              .toList();
      SharedCalls.Call<FlowModel, float[]> velocity =
          (flow, row) -> flow.velocity(List.of(noise), new double[] {times[row]}).getFirst();
      List<float[]> together = calls.together(flows, velocity);
      assertThat(calls.last()).isEqualTo("velocity 3");
      for (int row = 0; row < times.length; row++) {
        assertThat(RelativeDifference.of(together.get(row), velocity.of(flows.get(row), row)))
            .isLessThan(1e-5);
      }
    }
  }

  @Test
  void leaves_nothing_on_the_device_but_its_weights() {
    float[] noise = fixture.value("0.noise").data();
    int weights = device.liveTensors();
    assertThat(weights).isGreaterThan(50);
    for (int call = 0; call < 3; call++) {
      try (FlowModel flow = prepare("blue", 2.0)) {
        flow.velocity(List.of(noise, noise), new double[] {1, 0.5});
        flow.decode(List.of(noise, noise));
      }
    }
    assertThat(device.liveTensors()).isEqualTo(weights);
  }

  @Test
  void gives_every_tensor_back_when_it_is_closed() throws IOException {
    int before = device.liveTensors();
    new ZImageFamily().load(fixture.folder(), Layout.on(place)).close();
    assertThat(device.liveTensors()).isEqualTo(before);
  }

  @Test
  void a_velocity_that_is_not_finite_is_told() {
    float[] broken = fixture.value("0.noise").data().clone();
    broken[0] = Float.NaN;
    try (FlowModel flow = prepare(null, null)) {
      assertThatThrownBy(() -> flow.velocity(List.of(broken), new double[] {1}))
          .hasStackTraceContaining("the velocity that the model gives is not finite");
    }
  }

  @Test
  void takes_a_negative_prompt_but_no_scale_of_its_own() {
    assertThat(model.reading().takesNegativePrompt()).isTrue();
    assertThat(model.reading().usualGuidance()).isNull();
    assertThat(model.reading().tokens()).isEqualTo(512);
    assertThatThrownBy(() -> prepare(null, 2.0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("this model takes no guidance scale");
  }

  @Test
  void refuses_a_size_that_does_not_divide_into_tokens() {
    assertThatThrownBy(() -> model.prepare(new Conditions("red", 12, 18, null, account)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("width and height are multiples of 4, not 12×18");
  }

  private FlowModel prepare(@Nullable String negative, @Nullable Double scale) {
    return model.prepare(new Conditions(prompt, negative, null, 12, 20, scale, account));
  }
}
