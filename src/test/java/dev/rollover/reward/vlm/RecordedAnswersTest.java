package dev.rollover.reward.vlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.Score;
import dev.rollover.tensor.DeviceAccount;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What llama.cpp's server and Ollama have answered to just the requests that are sent. */
@NullMarked
class RecordedAnswersTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final RgbImage GREY = grey();

  private final ChatStub chat = new ChatStub();

  @AfterEach
  void close() {
    chat.close();
  }

  private static RgbImage grey() {
    byte[] rgb = new byte[3 * 64 * 64];
    Arrays.fill(rgb, (byte) 200);
    return new RgbImage(64, 64, rgb);
  }

  @ParameterizedTest
  @CsvSource({"llama-cpp, 98", "ollama, 101"})
  void how_sure_it_is_of_yes_is_read_from_its_probabilities(String server, int tokensRead) {
    chat.with("model", "tiny").answers(Answers.of("recorded/" + server + "-yes-no"));

    Reward reward = chat.reward();
    Score score = reward.score(List.of(GREY)).getFirst();

    // The sums over «yes», « yes» and «Yes», and over «no» and « No», of 20 tokens.
    double yes = 0.774159;
    double no = 0.211780;
    assertThat(score.terms().get("coverage")).isCloseTo(yes + no, offset(2e-5));
    assertThat(score.value()).isCloseTo(yes / (yes + no), offset(2e-5));
    assertThat(ChatStub.use(reward).tokensRead()).isEqualTo(tokensRead);
    assertThat(ChatStub.use(reward).tokensSaid()).isEqualTo(1);
    assertAsked("yes-no");
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama-cpp", "ollama"})
  void an_answer_in_words_that_keeps_to_no_form_is_unknown(String server) {
    chat.with("model", "tiny").answers(Answers.of("recorded/" + server + "-words"));

    Reward reward =
        chat.kind(ChecklistRewardKind::grading)
            .create("one red circle", Map.of(), new DeviceAccount(false));

    assertThat(reward.score(List.of(GREY))).containsExactly(Score.UNKNOWN);
    assertThat(ChatStub.use(reward).tokensSaid()).isEqualTo(24);
    assertAsked("words");
  }

  private void assertAsked(String recorded) {
    assertThat(chat.questions())
        .containsExactly(JSON.readTree(Answers.of("recorded/" + recorded + "-request")));
  }
}
