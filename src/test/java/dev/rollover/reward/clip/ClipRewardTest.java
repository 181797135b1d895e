package dev.rollover.reward.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.InvalidRewardException;
import dev.rollover.reward.InvalidRewardException.Fault;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.RewardUse;
import dev.rollover.reward.Score;
import dev.rollover.reward.vision.RewardFixture;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class ClipRewardTest {

  private static final RewardFixture FIXTURE = RewardFixture.named("clip");
  private static final List<RgbImage> IMAGES = FIXTURE.images();
  private static final String PROMPT = FIXTURE.texts().getFirst();

  private final SmallClip clip;

  ClipRewardTest() throws IOException {
    clip = new SmallClip(DeviceCalls.direct(), RewardObserver.NONE);
  }

  @AfterEach
  void close() {
    clip.close();
  }

  @ParameterizedTest
  @CsvSource({"clip_score, 2000", "cosine, 20", "logit, 1"})
  void makes_of_the_cosine_what_is_asked(String score, double scale) {
    double logit = FIXTURE.value("logits_per_image").data()[0];
    Score scored = score(PROMPT, Map.of("score", score)).getFirst();
    double expected = score.equals("clip_score") ? Math.max(0, 100 * logit / 20) : logit / scale;
    assertThat(scored.value()).isCloseTo(expected, within(1e-4));
    assertThat(scored.terms().get("logit")).isCloseTo(logit, within(1e-4));
    assertThat(scored.terms().get("cosine")).isCloseTo(logit / 20, within(1e-5));
  }

  @Test
  void clip_score_is_never_negative_and_probability_from_0_to_1() {
    for (String text : FIXTURE.texts()) {
      assertThat(score(text, Map.of())).allMatch(score -> score.value() >= 0);
      assertThat(score(text, Map.of("score", "probability")))
          .allSatisfy(
              score ->
                  assertThat(score.value())
                      .isCloseTo(
                          1 / (1 + Math.exp(-score.terms().getOrDefault("logit", 0.0))),
                          within(1e-12)));
    }
  }

  @Test
  void compares_with_another_text_than_the_prompt_where_one_is_given() {
    assertThat(score("anything", Map.of("text", PROMPT))).isEqualTo(score(PROMPT, Map.of()));
  }

  @Test
  void puts_the_configured_words_before_the_prompt_but_not_before_a_text_that_is_given() {
    ClipProperties properties =
        new ClipProperties("clip", "", ClipScore.CLIP_SCORE, "two", null, 32);
    RewardKind kind = clip.kind(properties);
    assertThat(score(kind, "red circles", Map.of())).isEqualTo(score(PROMPT, Map.of()));
    assertThat(score(kind, "red circles", Map.of("text", PROMPT)))
        .isEqualTo(score(PROMPT, Map.of()));
    assertThat(kind.parameters().get("text")).endsWith("the prompt behind «two»");
  }

  @Test
  void tells_what_it_took() {
    DeviceAccount account = new DeviceAccount(false);
    Reward reward = clip.kind().create(PROMPT, Map.of(), account);
    reward.score(IMAGES);
    reward.score(List.of(IMAGES.getFirst()));
    RewardUse use = Objects.requireNonNull(reward.used().get("clip"));
    assertThat(use.calls()).isEqualTo(IMAGES.size() + 1);
    assertThat(use.unknown()).isZero();
    assertThat(use.seconds()).isCloseTo(account.nanos() / 1e9, within(1e-9)).isPositive();
    assertThat(use.usd()).isZero();
  }

  @Test
  void what_leads_to_no_number_is_unknown_and_counted(@TempDir Path folder) throws IOException {
    List<String> told = new ArrayList<>();
    RewardObserver observer =
        new RewardObserver() {
          @Override
          public void unknown(String name) {
            told.add(name);
          }
        };
    RewardFixture spoilt = FIXTURE.spoilt(folder, ClipRewardTest::forgetTheWordRed);
    try (SmallClip forgetful = new SmallClip(spoilt, DeviceCalls.direct(), observer)) {
      Reward reward = forgetful.kind().create(PROMPT, Map.of(), new DeviceAccount(false));
      assertThat(reward.score(IMAGES)).containsOnly(Score.UNKNOWN);
      assertThat(Objects.requireNonNull(reward.used().get("clip")).unknown())
          .isEqualTo(IMAGES.size());
      assertThat(told).hasSize(IMAGES.size()).containsOnly("clip");
      assertThat(score(forgetful.kind(), "two circles", Map.of())).allMatch(Score::isKnown);
    }
  }

  private static void forgetTheWordRed(Map<String, FloatTensor> weights) {
    FloatTensor words =
        Objects.requireNonNull(weights.get("text_model.embeddings.token_embedding.weight"));
    int channels = (int) words.shape()[1];
    int red = (int) FIXTURE.value("input_ids").data()[2];
    Arrays.fill(words.data(), red * channels, (red + 1) * channels, Float.MAX_VALUE);
  }

  @Test
  void making_a_reward_takes_nothing_of_the_device() {
    DeviceAccount account = new DeviceAccount(false);
    clip.kind().create(PROMPT, Map.of(), account);
    assertThat(account.nanos()).isZero();
  }

  @Test
  void says_of_its_parameters_what_they_may_be() {
    assertThat(clip.kind().jsonSchema().get("properties"))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsOnlyKeys(clip.kind().parameters().keySet())
        .hasEntrySatisfying(
            "score",
            score ->
                assertThat(score)
                    .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                    .containsEntry("enum", List.of("clip_score", "cosine", "logit", "probability"))
                    .containsEntry("default", "clip_score"));
  }

  @Test
  void names_every_fault_with_what_is_allowed() {
    Map<String, Object> params = Map.of("txt", "a", "text", " ", "score", "best");
    List<Fault> faults =
        catchThrowableOfType(InvalidRewardException.class, () -> score(PROMPT, params)).faults();
    assertThat(faults)
        .containsExactly(
            new Fault("params.txt", "is unknown; allowed: score, text"),
            new Fault("params.text", "must have 1 to 2000 characters, not only blanks"),
            new Fault("params.score", "must be one of: clip_score, cosine, logit, probability"));
  }

  private List<Score> score(String prompt, Map<String, Object> params) {
    return score(clip.kind(), prompt, params);
  }

  private static List<Score> score(RewardKind kind, String prompt, Map<String, Object> params) {
    return kind.create(prompt, params, new DeviceAccount(false)).score(IMAGES);
  }
}
