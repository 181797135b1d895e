package dev.rollover.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EndedJobTest {

  @Test
  void is_read_from_a_generation_that_succeeded() {
    EndedJob job =
        read(
            """
            {"status": "succeeded",
             "budget": {"nfe": {"limit": 500, "used": 499}, "rewardCalls": 495, "decodes": 494,
                        "seconds": 4.5}}
            """);

    assertThat(job).isEqualTo(new EndedJob(499, 494, 495, 4.5));
  }

  @Test
  void a_generation_that_failed_is_refused_with_all_it_says() {
    assertThatThrownBy(() -> read("{\"status\": \"failed\", \"error\": {\"message\": \"why\"}}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("why");
  }

  private static EndedJob read(String json) {
    return EndedJob.of(JsonMapper.shared().readTree(json));
  }
}
