package dev.rollover.reward.vqa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.RgbImage;
import dev.rollover.model.vqa.VqaNetwork;
import dev.rollover.reward.InvalidRewardException;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardFailedException;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardKinds;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.Score;
import dev.rollover.shapes.CaptionReader;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneRenderer;
import dev.rollover.shapes.SceneSampler;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.HeldWorker;
import dev.rollover.training.UntrainedVqa;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network as a reward; what it answers does not matter here, as it has learned nothing. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VqaRewardTest {

  private static final String PROMPT = "two red circles and three blue squares";
  private static final RgbImage RIGHT = image(PROMPT);
  private static final RgbImage WRONG = image("two red circles and two blue squares");

  private final Device device = Device.cpu();
  private VqaNetwork network;
  private VqaRewardKind kind;

  @BeforeAll
  void load(@TempDir Path folder) throws IOException {
    UntrainedVqa.write(folder);
    network = VqaNetwork.load(folder, device);
    kind = new VqaRewardKind(network, DeviceCalls.direct(), RewardObserver.NONE);
  }

  @AfterAll
  void close() {
    network.close();
    device.close();
  }

  @Test
  void reads_prompts_in_any_words_that_say_a_caption() {
    double plain = p(PROMPT, Map.of(), RIGHT);
    assertThat(p("A photo of 2 red circles, and 3 Blue squares!", Map.of(), RIGHT))
        .isCloseTo(plain, within(1e-6));
    assertThat(p("whatever", Map.of("question", "Does it show " + PROMPT + "?"), RIGHT))
        .isCloseTo(plain, within(1e-6));
    assertThat(p(PROMPT, Map.of("question", "Is this a picture of {prompt}?"), RIGHT))
        .isCloseTo(plain, within(1e-6));
  }

  @Test
  void scales_and_the_wanted_answer_are_of_one_probability() {
    Score p = reward(PROMPT, Map.of()).score(List.of(RIGHT)).getFirst();
    double logOdds = p.terms().getOrDefault("log_odds", Double.NaN);
    assertThat(p.terms()).containsOnlyKeys("p", "log_odds").containsEntry("p", p.value());
    assertThat(p.value()).isCloseTo(1 / (1 + Math.exp(-logOdds)), within(1e-12));
    assertThat(value(Map.of("scale", "log_odds"))).isCloseTo(logOdds, within(1e-6));
    assertThat(value(Map.of("scale", "vqascore"))).isCloseTo(Math.sqrt(p.value()), within(1e-6));
    assertThat(value(Map.of("answer", "no"))).isCloseTo(1 - p.value(), within(1e-6));
    assertThat(value(Map.of("answer", "no", "scale", "log_odds")))
        .isCloseTo(-logOdds, within(1e-6));
  }

  @Test
  void sees_larger_images_at_the_size_of_its_world() {
    byte[] large = new byte[3 * 128 * 128];
    for (int at = 0; at < large.length; at++) {
      int pixel = at / 3;
      large[at] = RIGHT.rgb()[3 * (pixel / 128 / 2 * 64 + pixel % 128 / 2) + at % 3];
    }
    assertThat(p(PROMPT, Map.of(), new RgbImage(128, 128, large)))
        .isCloseTo(p(PROMPT, Map.of(), RIGHT), within(1e-6));
  }

  @Test
  void images_and_questions_of_several_jobs_are_one_device_call() {
    List<String> batches = Collections.synchronizedList(new ArrayList<>());
    try (HeldWorker held =
        new HeldWorker(
            100,
            (operation, rows, calls, time) -> batches.add(operation + " " + rows + "/" + calls))) {
      DeviceAccount first = new DeviceAccount(false);
      VqaRewardKind shared = new VqaRewardKind(network, held.worker(), RewardObserver.NONE);
      Reward one = shared.create(PROMPT, Map.of(), first);
      Reward two =
          shared.create("a red circle above a blue square", Map.of(), new DeviceAccount(false));
      held.hold();
      CompletableFuture<List<Score>> ones = held.waiting(1, () -> one.score(List.of(RIGHT, WRONG)));
      CompletableFuture<List<Score>> twos = held.waiting(2, () -> two.score(List.of(WRONG)));
      held.release();

      assertThat(ones.join().getLast().value()).isCloseTo(p(PROMPT, Map.of(), WRONG), within(1e-6));
      assertThat(twos.join()).hasSize(1);
      assertThat(batches).endsWith("reward 3/2");
      assertThat(first.nanos()).as("the device's time is charged").isPositive();
    }
  }

  @Test
  void an_answer_that_is_no_number_is_a_failure_that_lasts() {
    DeviceCalls broken =
        new DeviceCalls() {
          @Override
          @SuppressWarnings("unchecked")
          public <R, A> List<A> submit(
              BatchKey key,
              List<R> rows,
              Function<List<R>, List<A>> operation,
              DeviceAccount payer) {
            return (List<A>) Collections.nCopies(rows.size(), Double.NaN);
          }
        };
    Reward reward =
        new VqaRewardKind(network, broken, RewardObserver.NONE)
            .create(PROMPT, Map.of(), new DeviceAccount(false));
    assertThatThrownBy(() -> reward.score(List.of(RIGHT)))
        .isInstanceOfSatisfying(
            RewardFailedException.class, failure -> assertThat(failure.isLasting()).isTrue())
        .hasMessage("the reward vqa answered with what is no number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scale    | percent   | params.scale must be one of: p, log_odds, vqascore
          answer   | maybe     | params.answer must be one of: yes, no
          question | ' '       | params.question must have 1 to 4000 characters, not only blanks
          question | a horse   | params.question must be a caption: no caption can be read
          shape    | circle    | params.shape is unknown; allowed: answer, question, scale
          """)
  void refuses_parameters_by_name(String name, String value, String message) {
    assertThatThrownBy(() -> reward(PROMPT, Map.of(name, value)))
        .isInstanceOf(InvalidRewardException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refuses_a_prompt_that_its_world_does_not_have() {
    assertThatThrownBy(() -> reward("an astronaut on a horse", Map.of()))
        .isInstanceOf(InvalidRewardException.class)
        .hasMessageStartingWith("params.question must be given, since of the prompt no caption");
  }

  @Test
  void is_usual_for_prompts_that_do_more_than_count() {
    List<RewardKind> all = new ArrayList<>(RewardKinds.selfContained().all());
    all.add(kind);
    RewardKinds kinds = new RewardKinds(all);
    assertThat(
            Stream.of(
                "a red circle above a blue square",
                "more red circles than blue squares",
                "two red circles and no blue squares",
                PROMPT,
                "an astronaut on a horse",
                ""))
        .extracting(prompt -> kinds.usual(prompt).name())
        .containsExactly("vqa", "vqa", "vqa", "count", "count", "count");
  }

  private double value(Map<String, Object> params) {
    return reward(PROMPT, params).score(List.of(RIGHT)).getFirst().value();
  }

  private double p(String prompt, Map<String, Object> params, RgbImage image) {
    Score score = reward(prompt, params).score(List.of(image)).getFirst();
    return score.terms().getOrDefault("p", Double.NaN);
  }

  private Reward reward(String prompt, Map<String, Object> params) {
    return kind.create(prompt, params, new DeviceAccount(false));
  }

  private static RgbImage image(String caption) {
    return rendered(new SceneSampler(new Random(1)).draw(CaptionReader.read(caption)));
  }

  private static RgbImage rendered(Scene scene) {
    return new RgbImage(Scene.SIZE, Scene.SIZE, SceneRenderer.render(scene));
  }
}
