package dev.rollover.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.bench.statistics.Bootstrap;
import dev.rollover.reward.RewardKinds;
import dev.rollover.reward.RewardTerm;
import dev.rollover.shapes.PromptSet;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole table of real searches on a toy. */
class ReportFolderTest {

  private static final List<RewardTerm> COUNT = List.of(new RewardTerm("count", 1, Map.of()));

  @TempDir private Path folder;
  private String page = "";

  @BeforeEach
  void write() throws Exception {
    Preset preset =
        new Preset(
            "Toys",
            List.of(PromptSet.PLAIN),
            4,
            List.of(20, 60),
            "BoN",
            true,
            List.of(Samples.BON, Samples.RBF));
    Trials trials = new Trials(4, 1, 3, 0.0);
    Keys keys = new Keys("hash", COUNT, List.of());
    TrialRunner runner =
        new TrialRunner(conditions -> new CircleModel(1), 64, RewardKinds.selfContained(), COUNT);
    CallTimes times =
        new CallTimes(
            Map.of(
                "velocity", Samples.byRows(1, .01),
                "decode", Samples.byRows(1, .005),
                "reward", Samples.byRows(1, .001)));
    Bootstrap bootstrap = new Bootstrap(1);
    try (Outcomes outcomes = Outcomes.open(folder.resolve("outcomes.jsonl"))) {
      Cells cells = new Cells(trials, keys, outcomes, runner::run, 4, times);
      Comparison comparison = new Comparison(preset, cells, bootstrap);
      comparison.run(
          new Progress("toys", new PrintStream(OutputStream.nullOutputStream()), () -> 0));
      TablesOptions options = TablesOptions.parse("--presets=toys.json");
      Report report =
          new Report(preset, Report.Run.of(options, keys, trials), times, comparison.tables());
      new ReportFolder(folder.resolve("toys")).write(report, cells, bootstrap, false);
    }
    page = Files.readString(folder.resolve("toys/report.md"));
  }

  @Test
  void has_a_table_at_each_clock_for_each_budget_with_a_row_a_method() {
    assertThat(page.lines().filter(line -> line.startsWith("### ")))
        .hasSize(4)
        .anyMatch(line -> line.equals("### At 20 NFE"))
        .anyMatch(line -> line.matches("### At .+ s of device time, that of BoN with 60 NFE"));
    assertThat(page.lines().filter(line -> line.startsWith("| BoN | "))).hasSize(4);
    assertThat(page.lines().filter(line -> line.startsWith("| RBF | 20 | must be at least")))
        .isNotEmpty();
    assertThat(page).contains("- RBF: `{\"algorithm\":\"rbf\"}`", "prompt seed 3");
  }

  @Test
  void every_row_of_a_table_has_a_cell_below_each_head() {
    List<String> heads =
        page.lines().filter(line -> line.startsWith("| search |")).distinct().toList();

    assertThat(heads).hasSize(1);
    assertThat(page.lines().filter(line -> line.startsWith("| BoN |")))
        .allSatisfy(
            row -> assertThat(row.split("\\|")).hasSameSizeAs(heads.getFirst().split("\\|")));
  }

  @Test
  void every_picture_of_the_page_is_there_and_is_xml() throws Exception {
    Matcher pictures = Pattern.compile("!\\[.+]\\((.+)\\)").matcher(page);
    int count = 0;
    while (pictures.find()) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(folder.resolve("toys").resolve(pictures.group(1)).toFile());
      count++;
    }
    assertThat(count).isEqualTo(11);
  }

  @Test
  void the_json_has_all_that_the_page_has() throws IOException {
    Report report = Json.read(folder.resolve("toys/report.json"), Report.class);

    assertThat(report.tables()).hasSize(4);
    assertThat(report.run().prompts()).isEqualTo(4);
    assertThat(Json.page(report)).isEqualTo(Files.readString(folder.resolve("toys/report.json")));
  }
}
