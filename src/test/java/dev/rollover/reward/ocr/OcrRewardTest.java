package dev.rollover.reward.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.InvalidRewardException;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardFailedException;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.RewardUse;
import dev.rollover.reward.Score;
import dev.rollover.reward.vision.OnDevice;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class OcrRewardTest {

  private static final List<Object> TIMED = Collections.synchronizedList(new ArrayList<>());
  private static final OcrRewardKind KIND =
      kind(() -> TextReader.load(OcrFixture.models(), 320, 1));

  @AfterAll
  static void close() {
    KIND.close();
  }

  @Test
  void prefers_the_right_sign_to_one_letter_wrong_to_another_text_to_none() {
    List<Score> scores =
        KIND.create("a sign that says \"OPEN DAILY\"", Map.of(), account())
            .score(List.of(sign("OPEN DAILY"), sign("OPEN DALLY"), sign("NO PETS"), sign("")));
    assertThat(scores.get(0).value()).isEqualTo(1);
    assertThat(scores.get(1).value()).isCloseTo(8 / 9.0, within(1e-9));
    assertThat(scores.get(2).value()).isBetween(0.01, 0.6);
    assertThat(scores.get(3).value()).isZero();
    assertThat(scores).allMatch(Score::isKnown);
    assertThat(scores.get(3).terms())
        .isEqualTo(Map.of("distance", 9.0, "confidence", 0.0, "boxes", 0.0));
  }

  @Test
  void reads_a_sign_in_a_photograph_and_nothing_in_one_without() {
    Reward reward = KIND.create("a café", Map.of("text", "Open daily from 8 to 6"), account());
    List<Score> scores =
        reward.score(List.of(OcrFixture.picture("sign.jpg"), OcrFixture.picture("coffee.jpg")));
    assertThat(scores.get(0).value()).isEqualTo(1);
    assertThat(scores.get(0).terms()).containsEntry("boxes", 2.0);
    assertThat(scores.get(0).terms().get("confidence")).isGreaterThan(0.9);
    assertThat(scores.get(1).value()).isZero();
  }

  @Test
  void reads_a_photographed_page_almost_without_a_fault() {
    String page =
        """
        Region-based segmentation Let us first determine markers of the coins and the background.
        These markers are pixels that we can label unambiguously as either object or background.
        Here, the markers are found at the two extreme parts of the histogram of grey values:\
        """;
    Score score =
        KIND.create("a page", Map.of("text", page), account())
            .score(List.of(OcrFixture.picture("page.png")))
            .getFirst();
    assertThat(score.value()).isGreaterThan(0.75);
  }

  @Test
  void capitals_count_where_they_shall() {
    Map<String, Object> params = Map.of("text", "Open daily", "case_sensitive", true);
    assertThat(KIND.create("", params, account()).score(List.of(sign("OPEN DAILY"))).getFirst())
        .extracting(Score::value)
        .isEqualTo(1 - 8 / 9.0);
  }

  @Test
  void tells_what_it_took_and_is_paid_by_nobody() {
    DeviceAccount account = account();
    Reward reward = KIND.create("\"OPEN\"", Map.of(), account);
    assertThat(reward.used()).containsEntry("ocr", RewardUse.NONE);

    reward.score(List.of(sign("OPEN"), sign("")));

    RewardUse used = Objects.requireNonNull(reward.used().get("ocr"));
    assertThat(used.calls()).isEqualTo(2);
    assertThat(used.unknown()).isZero();
    assertThat(used.seconds()).isPositive();
    assertThat(account.nanos()).isZero();
    assertThat(TIMED).contains("ocr");
  }

  @ParameterizedTest
  @CsvSource({
    "text, '', 'must have 1 to 500 characters, not only blanks'",
    "text, '\u00a0', must have signs that can be read",
    "case_sensitive, yes, must be true or false",
    "language, en, 'is unknown; allowed: case_sensitive, text'",
  })
  void wrong_parameters_are_refused_by_their_names(String name, String value, String why) {
    assertThatThrownBy(() -> KIND.create("says \"OPEN\"", Map.of(name, value), account()))
        .isInstanceOf(InvalidRewardException.class)
        .hasMessage("params.%s %s", name, why);
  }

  @Test
  void a_prompt_that_quotes_nothing_needs_a_text() {
    assertThatThrownBy(() -> KIND.create("two red circles", Map.of(), account()))
        .isInstanceOf(InvalidRewardException.class)
        .hasMessage("params.text must be given, since the prompt has nothing in quotation marks");
  }

  @Test
  void says_what_its_parameters_may_be() {
    assertThat(KIND.parameters()).containsOnlyKeys("text", "case_sensitive");
    assertThat(KIND.jsonSchema().get("properties"))
        .isEqualTo(
            Map.of(
                "text",
                Map.of(
                    "description",
                    KIND.parameters().get("text"),
                    "type",
                    "string",
                    "minLength",
                    1,
                    "maxLength",
                    500),
                "case_sensitive",
                Map.of(
                    "description",
                    KIND.parameters().get("case_sensitive"),
                    "type",
                    "boolean",
                    "default",
                    false)));
    assertThat(KIND.worksOnDevice()).isFalse();
  }

  @Test
  void what_cannot_be_loaded_is_out_of_order_from_then_on() {
    try (OcrRewardKind broken =
        kind(
            () -> {
              throw new OrtException("no such opset");
            })) {
      assertThat(broken.outage()).isEmpty();
      Reward reward = broken.create("\"OPEN\"", Map.of(), account());
      for (int time = 0; time < 2; time++) {
        assertThatThrownBy(() -> reward.score(List.of(sign("OPEN"))))
            .isInstanceOf(RewardFailedException.class)
            .hasMessageContaining("the reward ocr does not read")
            .hasMessageContaining("no such opset")
            .satisfies(failed -> assertThat(((RewardFailedException) failed).isLasting()).isTrue());
      }
      assertThat(broken.outage()).hasValueSatisfying(why -> assertThat(why).contains("opset"));
    }
  }

  @Test
  void the_networks_go_when_the_kind_does() throws Exception {
    TextReader reader = TextReader.load(OcrFixture.models(), 64, 1);
    OcrRewardKind kind = kind(() -> reader);
    RgbImage blank = Lettering.on(64, 64).image();
    kind.create("\"OPEN\"", Map.of(), account()).score(List.of(blank));

    kind.close();

    assertThatThrownBy(() -> reader.read(blank)).hasStackTraceContaining("closed");
  }

  private static OcrRewardKind kind(LazyReader.Loading loading) {
    DeviceWorker worker = new DeviceWorker(4, new Timings());
    return new OcrRewardKind(
        new OnDevice<>(new LazyReader(loading), worker::close), worker, RewardObserver.NONE);
  }

  /** Writes down of whom calls are. */
  private static final class Timings implements DeviceObserver {

    @Override
    public void ran(String operation, int rows, int calls, Duration time) {}

    @Override
    public void timed(BatchKey key, int rows, Duration time) {
      TIMED.add(key.model());
    }
  }

  private static DeviceAccount account() {
    return new DeviceAccount(false);
  }

  private static RgbImage sign(String text) {
    return Lettering.on(320, 160).write(text, 40, 20, 95).image();
  }
}
