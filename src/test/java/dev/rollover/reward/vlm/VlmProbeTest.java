package dev.rollover.reward.vlm;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

@NullMarked
class VlmProbeTest {

  private final ChatStub chat = new ChatStub().with("retry.tries", "1");

  @AfterEach
  void close() {
    chat.close();
  }

  @Test
  void an_endpoint_that_tells_red_from_blue_is_healthy() {
    answersByColour(0.8, 0.3);
    VlmProbe probe = probe();
    assertThat(health(probe)).isEqualTo(Status.UNKNOWN);
    probe.run();
    assertThat(health(probe)).isEqualTo(Status.UP);
    assertThat(probe.outage()).isEmpty();
    assertThat(chat.asked()).isEqualTo(4);
  }

  @Test
  void an_endpoint_that_answers_without_looking_is_not_and_gets_no_jobs() {
    chat.answers(Answers.sureOfYes(0.95));
    VlmProbe probe = probe();
    probe.run();
    assertThat(health(probe)).isEqualTo(Status.DOWN);
    assertThat(probe.outage()).hasValueSatisfying(why -> assertThat(why).contains("by chance"));
  }

  @Test
  void an_endpoint_without_probabilities_is_not_either() {
    chat.answers(Answers.of("ollama-without"));
    VlmProbe probe = probe();
    probe.run();
    assertThat(health(probe)).isEqualTo(Status.DOWN);
    assertThat(probe.outage())
        .hasValueSatisfying(why -> assertThat(why).contains("does not say yes or no"));
  }

  @Test
  void an_endpoint_that_does_not_answer_is_not_healthy_but_jobs_wait_for_it() {
    chat.answers(ChatStub.status(503));
    VlmProbe probe = probe();
    probe.run();
    assertThat(health(probe)).isEqualTo(Status.DOWN);
    assertThat(probe.outage()).isEmpty();

    answersByColour(0.9, 0.1);
    probe.run();
    assertThat(health(probe)).isEqualTo(Status.UP);
  }

  @Test
  void an_endpoint_that_is_left_alone_is_not_healthy_however_well_it_saw() {
    chat.with("circuit.calls", "2");
    answersByColour(0.9, 0.1);
    VlmProbe probe = probe();
    probe.run();
    chat.server.resetAll();
    chat.answers(ChatStub.status(500));
    probe.run();
    assertThat(new VlmHealth(List.of(probe)).health().getDetails())
        .hasEntrySatisfying(
            "vlm", words -> assertThat(words.toString()).contains("failed").doesNotContain("sk-"));
    assertThat(health(probe)).isEqualTo(Status.DOWN);
  }

  @Test
  void without_endpoints_everything_is_well() {
    assertThat(new VlmHealth(List.of()).health().getStatus()).isEqualTo(Status.UP);
  }

  private void answersByColour(double sureOfRight, double sureOfWrong) {
    chat.server.resetAll();
    for (VlmProbe.Square shown : VlmProbe.SQUARES) {
      for (VlmProbe.Square asked : VlmProbe.SQUARES) {
        chat.server.stubFor(
            post(ChatStub.PATH)
                .withRequestBody(containing(shown.picture()))
                .withRequestBody(containing(asked.words()))
                .willReturn(
                    ChatStub.json(
                        Answers.sureOfYes(shown.equals(asked) ? sureOfRight : sureOfWrong))));
      }
    }
  }

  private VlmProbe probe() {
    return new VlmProbe(new Judge(chat.endpoint()));
  }

  private static Status health(VlmProbe probe) {
    return new VlmHealth(List.of(probe)).health().getStatus();
  }
}
