package dev.rollover.reward.owl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.InvalidRewardException;
import dev.rollover.reward.InvalidRewardException.Fault;
import dev.rollover.reward.Judges;
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
import java.util.HashMap;
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
class DetectorRewardTest {

  private static final RewardFixture FIXTURE = RewardFixture.named("owlv2");
  private static final List<RgbImage> IMAGES = FIXTURE.images();

  /** The fixture's queries are the kinds themselves, and every box that is found stays. */
  private static final Map<String, Object> ALL =
      Map.of(
          "query",
          "{class}",
          "threshold",
          0,
          "relative",
          0,
          "uncovered",
          0,
          "rivalled",
          1,
          "boxes",
          100);

  private final SmallOwl owl;

  DetectorRewardTest() throws IOException {
    owl = new SmallOwl(DeviceCalls.direct(), RewardObserver.NONE);
  }

  @AfterEach
  void close() {
    owl.close();
  }

  @Test
  void tells_the_boxes_that_transformers_finds_of_what_is_asked_for() {
    Map<String, Object> targets = Map.of(text(0), 0, text(1), 0, text(2), 0);
    Score score = score(with("targets", targets)).get(2);
    float[] scores = FIXTURE.value("scores").data();
    float[] labels = FIXTURE.value("labels").data();
    float[] corners = FIXTURE.value("corners").data();
    int patches = (int) FIXTURE.value("scores").shape()[1];
    int best = 2 * patches;
    for (int at = best; at < 3 * patches; at++) {
      best = scores[at] > scores[best] ? at : best;
    }
    String first = text((int) labels[best]) + "[0].";
    RgbImage image = IMAGES.get(2);
    assertThat(score.terms().get(first + "score")).isCloseTo(scores[best], within(1e-4));
    double[] sides = {
      Math.max(0, corners[4 * best]),
      Math.max(0, corners[4 * best + 1]),
      Math.min(image.width(), corners[4 * best + 2]),
      Math.min(image.height(), corners[4 * best + 3])
    };
    List<String> names = List.of("left", "top", "right", "bottom");
    for (int side = 0; side < 4; side++) {
      assertThat(score.terms().get(first + names.get(side)))
          .as(names.get(side))
          .isCloseTo(sides[side], within(0.006));
    }
  }

  @Test
  void loses_the_square_of_each_number_that_is_wrong_and_nothing_by_what_is_not_asked_for() {
    Map<String, Object> nobody = Map.of(text(0), 0, text(1), 0, text(2), 0);
    List<Score> found = score(with("targets", nobody));
    for (int image = 0; image < IMAGES.size(); image++) {
      Map<String, Double> terms = found.get(image).terms();
      double first = found(terms, 0);
      double last = found(terms, 2);
      assertThat(first + last).isPositive();
      Map<String, Object> wanted = Map.of(text(0), (int) first, text(1), 1, text(2), 7);
      Score score = score(with("targets", wanted)).get(image);
      double rss = Math.pow(1 - found(terms, 1), 2) + Math.pow(7 - last, 2);
      assertThat(score.value()).isEqualTo(-rss);
      assertThat(score.terms()).containsEntry("rss", rss).containsEntry("exact", 0.0);
      Map<String, Object> exact =
          Map.of(text(0), (int) first, text(1), (int) found(terms, 1), text(2), (int) last);
      assertThat(score(with("targets", exact)).get(image))
          .satisfies(
              perfect -> {
                assertThat(perfect.value()).isZero();
                assertThat(perfect.terms()).containsEntry("exact", 1.0);
              });
    }
  }

  @Test
  void reads_from_the_prompt_what_to_count_as_explicit_targets_would_say_it() {
    RewardKind kind = owl.kind();
    assertThat(score(kind, "three red circles and a zebra", Map.of()))
        .isEqualTo(score(kind, "", Map.of("targets", Map.of("red  circle ", 3, "zebra", 1))));
  }

  @ParameterizedTest
  @CsvSource({"threshold, 0.99", "objectness, 0.99"})
  void finds_nothing_beyond_a_threshold_that_nothing_reaches(String name, double value) {
    Map<String, Object> params = with("targets", Map.of(text(0), 2));
    params.put(name, value);
    assertThat(score(params))
        .allSatisfy(
            score -> {
              assertThat(score.value()).isEqualTo(-4);
              assertThat(score.terms()).containsOnlyKeys("rss", "exact", "found." + text(0));
            });
  }

  @Test
  void cleans_up_as_it_is_told_and_tells_as_many_boxes_as_it_is_told() {
    Map<String, Object> loose = with("targets", Map.of(text(0), 0));
    Map<String, Object> strict = new HashMap<>(loose);
    strict.put("uncovered", 0.9);
    double all = found(score(loose).getFirst().terms(), 0);
    assertThat(found(score(strict).getFirst().terms(), 0)).isLessThan(all).isPositive();
    loose.put("boxes", 2);
    assertThat(score(loose).getFirst().terms())
        .hasSize(3 + 2 * 5)
        .containsKeys(text(0) + "[0].left", text(0) + "[1].score")
        .containsEntry("found." + text(0), all);
  }

  @Test
  void tells_what_it_took() {
    DeviceAccount account = new DeviceAccount(false);
    Reward reward = owl.kind().create("two zebras", Map.of(), account);
    assertThat(account.nanos()).isZero();
    reward.score(IMAGES);
    reward.score(List.of(IMAGES.getFirst()));
    RewardUse use = Objects.requireNonNull(reward.used().get("count"));
    assertThat(use.calls()).isEqualTo(IMAGES.size() + 1);
    assertThat(use.unknown()).isZero();
    assertThat(use.seconds()).isCloseTo(account.nanos() / 1e9, within(1e-9)).isPositive();
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
    RewardFixture spoilt = FIXTURE.spoilt(folder, DetectorRewardTest::forgetDigitTwo);
    try (SmallOwl forgetful = new SmallOwl(spoilt, DeviceCalls.direct(), observer)) {
      assertThat(score(forgetful.kind(), "", Map.of("targets", Map.of("2", 1))))
          .containsOnly(Score.UNKNOWN);
      assertThat(told).hasSize(IMAGES.size()).containsOnly("count");
      assertThat(score(forgetful.kind(), "two zebras", Map.of())).allMatch(Score::isKnown);
    }
  }

  private static void forgetDigitTwo(Map<String, FloatTensor> weights) {
    FloatTensor words =
        Objects.requireNonNull(weights.get("owlv2.text_model.embeddings.token_embedding.weight"));
    int channels = (int) words.shape()[1];
    FloatTensor ids = FIXTURE.value("input_ids");
    int two = (int) ids.data()[(int) ids.shape()[1] + 1];
    Arrays.fill(words.data(), two * channels, (two + 1) * channels, Float.MAX_VALUE);
  }

  @Test
  void names_every_fault_with_what_is_allowed() {
    Map<String, Object> params =
        Map.of(
            "target",
            1,
            "query",
            "a photo",
            "threshold",
            1.5,
            "sure",
            "high",
            "boxes",
            101,
            "targets",
            Map.of("dog", -1, " ", 2));
    assertThat(faults("", params))
        .containsExactlyInAnyOrder(
            new Fault(
                "params.target",
                "is unknown; allowed: boxes, objectness, query, relative, rivalled, sure, targets,"
                    + " threshold, uncovered"),
            new Fault("params.targets.dog", "must be a whole number from 0 to 100"),
            new Fault("params.targets. ", "must be named by 1 to 100 characters"),
            new Fault("params.query", "must have {class} in the place of the kind"),
            new Fault("params.threshold", "must be a number from 0 to 1"),
            new Fault("params.sure", "must be a number from 0 to 1"),
            new Fault("params.boxes", "must be a whole number from 0 to 100"));
    for (Object wrong : List.of(3, Map.of(), List.of("dog"))) {
      assertThat(faults("two dogs", Map.of("targets", wrong)))
          .containsExactly(
              new Fault(
                  "params.targets", "must be an object of 1 to 20 numbers by what is counted"));
    }
  }

  @Test
  void a_prompt_that_does_not_say_what_to_count_is_refused_with_what_would_be_allowed() {
    assertThat(faults("a dog on a beach", Map.of()))
        .containsExactly(
            new Fault(
                "params.targets",
                "must be given, since the prompt does not say what to count as «two apples and"
                    + " three dogs» does"));
  }

  @Test
  void says_of_its_parameters_what_they_may_be() {
    assertThat(owl.kind().jsonSchema().get("properties"))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsOnlyKeys(owl.kind().parameters().keySet())
        .hasEntrySatisfying(
            "threshold",
            threshold ->
                assertThat(threshold)
                    .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                    .containsEntry("maximum", 1.0)
                    .containsEntry("default", 0.2));
    assertThat(owl.kind().parameters().get("relative")).endsWith("0 to 1; 0.6");
    assertThat(owl.kind().parameters().get("objectness")).endsWith("0 to 1; 0");
  }

  @Test
  void leaves_the_bundled_world_to_the_parser_where_it_has_its_name_alone() {
    assertThat(owl.kind().judges()).isEqualTo(Judges.MODELS_OF_PHOTOGRAPHS);
    assertThat(owl.kind("owl").judges()).isEqualTo(Judges.ANY_MODEL);
    assertThat(owl.kind().worksOnDevice()).isTrue();
  }

  private static String text(int query) {
    return FIXTURE.texts().get(query);
  }

  private static double found(Map<String, Double> terms, int query) {
    return Objects.requireNonNull(terms.get("found." + text(query)));
  }

  private static Map<String, Object> with(String name, Object value) {
    Map<String, Object> params = new HashMap<>(ALL);
    params.put(name, value);
    return params;
  }

  private List<Score> score(Map<String, Object> params) {
    return score(owl.kind(), "", params);
  }

  private static List<Score> score(RewardKind kind, String prompt, Map<String, Object> params) {
    return kind.create(prompt, params, new DeviceAccount(false)).score(IMAGES);
  }

  private List<Fault> faults(String prompt, Map<String, Object> params) {
    return catchThrowableOfType(
            InvalidRewardException.class, () -> score(owl.kind(), prompt, params))
        .faults();
  }
}
