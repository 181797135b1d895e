package dev.rollover.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.RgbImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WorkloadTest {

  private final Workload workload = new Workload(500, 3);

  @Test
  void is_asked_for_as_it_is_planned() {
    JsonNode json = JsonMapper.shared().readTree(workload.json());

    assertThat(json.path("prompt").asString()).isEqualTo(Workload.PROMPT);
    assertThat(json.path("seed").asLong()).isEqualTo(workload.plan().seed());
    assertThat(json.path("budget").path("nfe").asInt()).isEqualTo(workload.plan().limits().nfe());
    assertThat(workload.plan().limits().targetReward()).isNull();
  }

  @Test
  void is_scored_by_the_targets_that_it_asks_for() {
    byte[] white = new byte[3 * 64 * 64];
    Arrays.fill(white, (byte) 255);
    RgbImage empty = new RgbImage(64, 64, white);
    JsonNode targets =
        JsonMapper.shared()
            .readTree(workload.json())
            .path("reward")
            .path(0)
            .path("params")
            .path("targets");

    int wanted = targets.path("red circle").asInt();
    assertThat(workload.reward().score(List.of(empty)).getFirst().value())
        .isEqualTo(-wanted * wanted);
  }
}
