package dev.rollover.bench.tables;

import dev.rollover.bench.statistics.Interval;
import dev.rollover.shapes.PromptSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A preset's tables and pictures as a Markdown page.
 *
 * @param preset what was compared
 * @param preface how it was run
 * @param showsReward whether the reward is another figure than the RSS
 */
record MarkdownReport(Preset preset, String preface, boolean showsReward) {

  private static final double SMALLEST_SHOWN = 0.005;
  private static final String HOW_TO_READ =
      """
      Intervals are 95 % by the bootstrap over prompts; a difference is over the same prompts and \
      seeds, and **bold** where its interval is above or below 0. Device time is that of a job alone: the \
      calls that it made, at what each takes (`call-times.json`). At equal device time each method has the NFE \
      that the reference's time pays for; one that cannot be run with so few is \
      "cut": told is what it had finished by then.
      """;

  /**
   * Writes the page.
   *
   * @param charts names of the pictures by set of prompts
   */
  String write(List<Table> tables, Map<PromptSet, List<String>> charts) {
    StringBuilder page =
        new StringBuilder("# %s%n%n%s%n%s".formatted(preset.title(), preface, HOW_TO_READ));
    for (PromptSet set : preset.prompts()) {
      page.append("%n## Prompts: %s%n".formatted(name(set)));
      tables.stream()
          .filter(table -> table.prompts() == set)
          .map(this::table)
          .forEach(page::append);
      for (String chart : charts.getOrDefault(set, List.of())) {
        page.append("%n![%s](%s)%n".formatted(chart, file(set, chart)));
      }
    }
    return page + settings();
  }

  /** The file of a chart, beside the page. */
  static String file(PromptSet set, String chart) {
    return "%s-%s.svg".formatted(set.name().toLowerCase(Locale.ROOT).replace('_', '-'), chart);
  }

  private static String name(PromptSet set) {
    return set.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private String table(Table table) {
    List<String> heads =
        new ArrayList<>(
            List.of(
                "search",
                "NFE",
                "exact",
                "exact, less the reference's",
                "RSS",
                "RSS, less the reference's"));
    if (showsReward) {
      heads.add("reward");
    }
    heads.addAll(List.of("NFE used", "decodes", "rewards", "device s", "device s of the budget"));
    if (preset.diversity()) {
      heads.add("diversity");
    }
    return "%n### %s%n%n%s%n%s%n%s"
        .formatted(
            title(table),
            line(heads),
            line(heads.stream().map(head -> "---").toList()),
            table.rows().stream().map(this::row).collect(Collectors.joining()));
  }

  private String title(Table table) {
    Double seconds = table.deviceSeconds();
    return seconds == null
        ? "At %d NFE".formatted(table.nfe())
        : text(
            "At %.2f s of device time, that of %s with %d NFE",
            seconds, preset.reference(), table.nfe());
  }

  private String row(Row row) {
    Row.Figures figures = row.figures();
    List<String> cells =
        new ArrayList<>(List.of(row.method(), row.nfe() + (row.cut() ? ", cut" : "")));
    if (figures == null) {
      cells.add(row.fault() == null ? "not run" : row.fault());
      return line(cells) + "\n";
    }
    boolean isReference = row.method().equals(preset.reference());
    cells.add(interval(figures.exact()));
    cells.add(isReference ? "" : difference(figures.gain()));
    cells.add(interval(figures.rss()));
    cells.add(isReference ? "" : difference(figures.rssGain()));
    if (showsReward) {
      cells.add(interval(figures.reward()));
    }
    cells.add(text("%.0f", figures.nfeUsed()));
    cells.add(text("%.0f", figures.decodes()));
    cells.add(text("%.0f", figures.rewardCalls()));
    cells.add(text("%.2f", figures.deviceSeconds()));
    cells.add(text("%.2f", figures.budgetSeconds()));
    if (preset.diversity()) {
      cells.add(interval(figures.diversity()));
    }
    return line(cells) + "\n";
  }

  private static String interval(@Nullable Interval interval) {
    return interval == null
        ? "–"
        : text("%.2f [%.2f, %.2f]", interval.value(), interval.low(), interval.high());
  }

  private static String difference(@Nullable Interval interval) {
    if (interval == null) {
      return "–";
    }
    String text = text("%+.2f [%+.2f, %+.2f]", interval.value(), interval.low(), interval.high());
    // What shared batches change in the last bits is no difference.
    boolean shows = interval.excludesZero() && Math.abs(interval.value()) >= SMALLEST_SHOWN;
    return shows ? "**" + text + "**" : text;
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }

  private String settings() {
    StringBuilder list =
        new StringBuilder("\n## Settings\n\nWhat is not said is the search's default.\n\n");
    for (Method method : preset.methods()) {
      list.append("- %s: `%s`%n".formatted(method.name(), Json.line(method.search())));
    }
    return list.toString();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
