package dev.rollover.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.reward.RewardTerm;
import dev.rollover.reward.vlm.SeeingServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user gives it, on the bundled model. */
class TablesIT {

  @TempDir private Path folder;

  @Test
  void the_small_table_is_made_and_made_again_from_what_is_known() throws Exception {
    run();
    Report report = Json.read(folder.resolve("small/report.json"), Report.class);
    byte[] outcomes = Files.readAllBytes(folder.resolve("outcomes.jsonl"));
    String page = page();

    assertThat(report.tables())
        .hasSize(4)
        .allSatisfy(table -> assertThat(table.rows()).extracting(Row::fault).containsOnlyNulls());
    assertThat(report.callTimes().seconds()).containsKeys("velocity", "decode", "reward");
    assertThat(page).contains("At 50 NFE").contains("(hard-counting-images.svg)");

    run();
    assertThat(Files.readAllBytes(folder.resolve("outcomes.jsonl"))).isEqualTo(outcomes);
    assertThat(page()).isEqualTo(page);
  }

  @Test
  void images_can_be_searched_by_a_sum_with_an_endpoint_that_is_tried_out_first() throws Exception {
    try (SeeingServer server = new SeeingServer()) {
      String[] command = {
        "--presets=" + preset(),
        "--prompts=1",
        "--largest-batch=2",
        "--endpoints=" + endpoints(server),
        "--reward=[{\"name\":\"judge\"},{\"name\":\"jpeg\",\"weight\":0.1,\"normalise\":true}]",
        "--out=" + folder
      };
      Tables.main(command);
      int answered = server.answered();
      Report report = Json.read(folder.resolve("own/report.json"), Report.class);

      assertThat(answered).isGreaterThan(20);
      assertThat(report.run().endpoints())
          .singleElement()
          .satisfies(asked -> assertThat(asked).containsEntry("model", "seeing"));
      assertThat(report.run().reward())
          .extracting(RewardTerm::normalise)
          .containsExactly(false, true);
      assertThat(report.tables())
          .isNotEmpty()
          .allSatisfy(table -> assertThat(table.rows()).extracting(Row::fault).containsOnlyNulls());

      server.breakDown();
      assertThatThrownBy(() -> Tables.main(command))
          .hasMessageStartingWith("the reward judge does not answer");
    }
  }

  private Path preset() throws IOException {
    return Files.writeString(
        folder.resolve("own.json"),
        """
        {"title": "Own", "prompts": ["plain"], "count": 1, "budgets": [40], "reference": "rbf", "diversity": false,
         "methods": [{"name": "rbf", "search": {"algorithm": "rbf"}}, {"name": "bon", "search": {"algorithm": "bon"}}]}
        """);
  }

  private Path endpoints(SeeingServer server) throws IOException {
    return Files.writeString(
        folder.resolve("endpoints.yaml"),
        """
        rollover.rewards.vlm:
          - {name: judge, url: '%s', model: seeing, api-key: %s, retry: {tries: 1}}
        """
            .formatted(server.url(), SeeingServer.KEY));
  }

  private void run() throws Exception {
    Tables.main(
        new String[] {"--presets=small", "--prompts=1", "--largest-batch=16", "--out=" + folder});
  }

  private String page() throws IOException {
    return Files.readString(folder.resolve("small/report.md"));
  }
}
