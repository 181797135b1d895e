package dev.rollover.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;

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

  private void run() throws Exception {
    Tables.main(
        new String[] {"--presets=small", "--prompts=1", "--largest-batch=16", "--out=" + folder});
  }

  private String page() throws IOException {
    return Files.readString(folder.resolve("small/report.md"));
  }
}
