package dev.rollover.bench.tables;

import dev.rollover.plot.ImageGrid;
import dev.rollover.plot.ImageGrid.Picture;
import dev.rollover.plot.ImageGrid.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the methods made of the first prompts within the largest budget; exact ones are framed. */
record ImageCharts(SetResults results) {

  private static final int MOST_PROMPTS = 6;

  /** Absent if no method can be run with that budget. */
  Optional<String> draw() {
    List<CellResult> columns =
        results.preset().methods().stream()
            .flatMap(method -> results.ofLargestBudget(method).stream())
            .toList();
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = columns.stream().map(result -> result.cell().method().name()).toList();
    return Optional.of(
        new ImageGrid(
                "The first prompts' images within %d NFE, exact ones framed"
                    .formatted(results.preset().budgets().getLast()),
                names,
                rows(columns))
            .draw());
  }

  private static List<Row> rows(List<CellResult> columns) {
    int seeds = columns.getFirst().seeds();
    int prompts = Math.min(MOST_PROMPTS, columns.getFirst().outcomes().size() / seeds);
    List<Row> rows = new ArrayList<>();
    for (int prompt = 0; prompt < prompts; prompt++) {
      List<@Nullable Picture> pictures = new ArrayList<>();
      for (CellResult column : columns) {
        pictures.add(picture(column.outcomes().get(prompt * seeds)));
      }
      rows.add(new Row(columns.getFirst().outcomes().get(prompt * seeds).prompt(), pictures));
    }
    return rows;
  }

  private static @Nullable Picture picture(Outcome run) {
    byte[] image = run.image();
    if (image == null || run.curve().isEmpty()) {
      return null;
    }
    Double rss = run.curve().getLast().rss();
    return new Picture(image, rss != null && rss == 0);
  }
}
