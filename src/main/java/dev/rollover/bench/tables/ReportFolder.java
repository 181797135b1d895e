package dev.rollover.bench.tables;

import dev.rollover.bench.statistics.Bootstrap;
import dev.rollover.shapes.PromptSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where a preset's report is written: {@code report.json}, {@code report.md} and its pictures.
 *
 * @param folder made where it is missing
 */
record ReportFolder(Path folder) {

  /**
   * Writes a report, in place of an older one.
   *
   * @param showsReward whether the reward is another figure than the RSS
   */
  void write(Report report, Cells cells, Bootstrap bootstrap, boolean showsReward)
      throws IOException {
    Files.createDirectories(folder);
    Map<PromptSet, List<String>> names = new EnumMap<>(PromptSet.class);
    for (PromptSet set : report.preset().prompts()) {
      Map<String, String> charts =
          Charts.of(new SetResults(report.preset(), set, cells), bootstrap);
      for (Map.Entry<String, String> chart : charts.entrySet()) {
        write(MarkdownReport.file(set, chart.getKey()), chart.getValue());
      }
      names.put(set, List.copyOf(charts.keySet()));
    }
    MarkdownReport page = new MarkdownReport(report.preset(), report.run().preface(), showsReward);
    write("report.md", page.write(report.tables(), names));
    write("report.json", Json.page(report));
  }

  private void write(String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);
  }
}
