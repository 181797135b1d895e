package dev.rollover.reward.vlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.reward.AnswerScale;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class YesNoTest {

  /** Probabilities by hand: sums over the files' tokens. */
  @ParameterizedTest
  @CsvSource({
    "openai,    0.85, 0.12",
    "vllm,      0.20, 0.74",
    "llama-cpp, 0.92, 0.05",
    "sglang,    0.65, 0.33",
    "lmdeploy,  0.65, 0.33",
    "ollama,    0.50, 0.25",
    "thinking,  0.75, 0.25",
  })
  void is_read_from_every_servers_shape(String server, double yes, double no) {
    YesNo answer = YesNo.first(Answers.read(Answers.of(server)).positions()).orElseThrow();
    assertThat(answer.yes()).isCloseTo(yes, offset(1e-6));
    assertThat(answer.no()).isCloseTo(no, offset(1e-6));
    assertThat(answer.coverage()).isCloseTo(yes + no, offset(1e-6));
    assertThat(answer.p()).isCloseTo(yes / (yes + no), offset(1e-6));
    assertThat(answer.logOdds()).isCloseTo(Math.log(yes / no), offset(1e-5));
  }

  @Test
  void is_unknown_where_the_server_has_left_the_probabilities_out() {
    assertThat(Answers.read(Answers.of("ollama-without")).positions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yes", "Yes", "YES", " yes", "▁Yes", "Ġyes", "ĊYes", "\\nyes", "▁▁yes", "yes "})
  void counts_every_way_to_write_the_word(String written) {
    assertThat(only(Answers.saying(written + ":-0.5"))).matches(answer -> answer.yes() > 0.6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "ye", "Not", "y", "yes sir", "", "Ja", "yes▁"})
  void counts_nothing_else(String written) {
    assertThat(only(Answers.saying(written + ":-0.5")).coverage()).isZero();
  }

  @Test
  void knows_a_token_by_its_bytes_where_its_text_is_none() {
    String content =
        "[{\"token\":\"�\",\"bytes\":[32,89,69,83],\"logprob\":-0.1,\"top_logprobs\":[]}]";
    assertThat(only(Answers.answer(content)).yes()).isCloseTo(Math.exp(-0.1), offset(1e-9));
  }

  @Test
  void counts_the_token_that_was_said_once_whether_or_not_it_is_on_the_list() {
    YesNo listed = only(Answers.saying("yes:-0.7", "yes:-0.7", "no:-1.2"));
    YesNo missing = only(Answers.saying("yes:-0.7", "no:-1.2"));
    assertThat(missing.yes()).isEqualTo(listed.yes()).isCloseTo(Math.exp(-0.7), offset(1e-12));
    assertThat(missing.no()).isEqualTo(listed.no());
  }

  @Test
  void counts_two_tokens_of_one_text_twice() {
    assertThat(only(Answers.saying("yes:-0.7", "yes:-0.7", "yes:-2.0", "no:-2.0")).yes())
        .isCloseTo(Math.exp(-0.7) + Math.exp(-2), offset(1e-12));
  }

  @Test
  void counts_the_token_that_was_said_though_the_list_has_a_less_likely_one_of_its_text() {
    YesNo answer = only(Answers.saying("yes:-0.7", "yes:-2.0", "no:-2.0"));
    assertThat(answer.yes()).isCloseTo(Math.exp(-0.7) + Math.exp(-2), offset(1e-12));
    assertThat(only(Answers.saying("yes:-0.7", "yes:-0.7004", "no:-2.0")).yes())
        .isCloseTo(Math.exp(-0.7004), offset(1e-12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-9999", "-9999.0", "-3.4028234663852886e+38", "NaN", "null", "1.5"})
  void takes_what_is_no_probability_for_none(String logarithm) {
    YesNo answer = only(Answers.saying("yes:" + logarithm, "yes:" + logarithm, "no:-0.3"));
    assertThat(answer.yes()).isZero();
    assertThat(answer.no()).isCloseTo(Math.exp(-0.3), offset(1e-12));
  }

  @Test
  void is_no_answer_below_half_of_the_probability() {
    assertThat(first(Answers.saying("The:-0.5", "The:-0.5", "yes:-1.2", "no:-2.0"))).isEmpty();
    assertThat(first(Answers.saying("yes:-0.8", "no:-2.5"))).isPresent();
    assertThat(first(Answers.saying("yes:NaN", "no:-9999"))).isEmpty();
    assertThat(first(Answers.answer("[]"))).isEmpty();
    assertThat(first(Answers.answer("null"))).isEmpty();
  }

  @Test
  void is_no_answer_where_probabilities_add_up_to_more_than_one() {
    assertThat(first(Answers.saying("yes:-0.1", "Yes:-0.1", "no:-0.1"))).isEmpty();
  }

  @Test
  void tells_near_certainties_apart_by_their_log_odds() {
    YesNo sure = only(Answers.saying("yes:-1e-9", "yes:-1e-9", "no:-38"));
    YesNo surer = only(Answers.saying("yes:-1e-9", "yes:-1e-9", "no:-40"));
    assertThat(sure.p()).isEqualTo(surer.p()).isEqualTo(1);
    assertThat(surer.logOdds()).isCloseTo(sure.logOdds() + 2, within(1e-9));
  }

  @Test
  void takes_an_answer_that_is_not_listed_to_have_at_most_what_the_list_leaves() {
    YesNo answer = only(Answers.saying("yes:-0.1", "yes:-0.1", "Well:-3", "It:-6"));
    assertThat(answer.p()).isEqualTo(1);
    assertThat(answer.logOdds()).isCloseTo(-0.1 + 6, offset(1e-9));
    YesNo alone = only(Answers.saying("no:-0.1"));
    assertThat(alone.p()).isZero();
    assertThat(alone.logOdds()).isCloseTo(Math.log(1 - Math.exp(-0.1)) + 0.1, offset(1e-9));
    assertThat(only(Answers.saying("yes:0.0")).logOdds()).isFinite();
  }

  private static double of(AnswerScale scale, YesNo answer) {
    return scale.of(answer.p(), answer.logOdds());
  }

  @Test
  void has_three_scales_that_rank_alike() {
    YesNo answer = only(Answers.sureOfYes(0.81));
    assertThat(of(AnswerScale.P, answer)).isCloseTo(0.81, offset(1e-9));
    assertThat(of(AnswerScale.VQASCORE, answer)).isCloseTo(0.9, offset(1e-9));
    assertThat(of(AnswerScale.LOG_ODDS, answer)).isCloseTo(Math.log(0.81 / 0.19), offset(1e-9));
    assertThat(of(AnswerScale.P, answer.opposite())).isCloseTo(0.19, offset(1e-9));
    assertThat(of(AnswerScale.LOG_ODDS, answer.opposite()))
        .isEqualTo(-of(AnswerScale.LOG_ODDS, answer));
  }

  private static YesNo only(String answer) {
    List<Position> positions = Answers.read(answer).positions();
    assertThat(positions).hasSize(1);
    return YesNo.at(positions.getFirst());
  }

  private static Optional<YesNo> first(String answer) {
    return YesNo.first(Answers.read(answer).positions());
  }
}
