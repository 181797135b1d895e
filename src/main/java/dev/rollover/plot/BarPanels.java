package dev.rollover.plot;

import static dev.rollover.plot.Svg.svg;

import java.util.List;

/**
 * Small charts of bars side by side, all on the same scale from 0.
 *
 * @param title above all
 * @param panels at least one with a bar above 0
 */
public record BarPanels(String title, List<Panel> panels) {

  private static final int COLUMNS = 3;
  private static final int PANEL_WIDTH = 320;
  private static final int PANEL_HEIGHT = 190;
  private static final int TOP = 56;
  private static final int LEFT = 52;
  private static final int BAR_AREA = 250;
  private static final int BAR_HEIGHT = 110;

  /** So many labels find room below a panel's bars. */
  private static final int MOST_LABELS = 11;

  /** One small chart, its bars from left to right. */
  public record Panel(String name, List<Bar> bars) {

    public Panel {
      bars = List.copyOf(bars);
    }
  }

  /**
   * One bar.
   *
   * @param height at least 0
   */
  public record Bar(String label, double height) {}

  public BarPanels {
    panels = List.copyOf(panels);
    if (!(highest(panels) > 0)) {
      throw new IllegalArgumentException("there is nothing to draw of: " + title);
    }
  }

  /** The picture as an SVG document of its own. */
  public String draw() {
    Axis axis = Axis.around(0, highest(panels), 3, BAR_HEIGHT, 0);
    StringBuilder content = new StringBuilder();
    for (int index = 0; index < panels.size(); index++) {
      int x = index % COLUMNS * PANEL_WIDTH + LEFT;
      int y = index / COLUMNS * PANEL_HEIGHT + TOP;
      content.append(svg("<g transform='translate(%d %d)'>%n", x, y));
      content.append(panel(panels.get(index), axis)).append("</g>\n");
    }
    int rows = (panels.size() + COLUMNS - 1) / COLUMNS;
    return Svg.document(
        COLUMNS * PANEL_WIDTH + 20, rows * PANEL_HEIGHT + TOP, title, content.toString());
  }

  private static double highest(List<Panel> panels) {
    return panels.stream()
        .flatMap(panel -> panel.bars().stream())
        .mapToDouble(Bar::height)
        .max()
        .orElse(0);
  }

  private static String panel(Panel panel, Axis axis) {
    StringBuilder content =
        new StringBuilder(
            svg("<text y='-10' fill='#1f2328'>%s</text>%n", Svg.escaped(panel.name())));
    axis.ticks()
        .forEach(
            tick -> {
              double y = axis.pixel(tick.doubleValue());
              content.append(svg("<path d='M0 %.1fH%d' stroke='#d8dee4'/>", y, BAR_AREA));
              content.append(Svg.text(-8, y + 4, "end", Svg.label(tick)));
            });
    double pitch = (double) BAR_AREA / Math.max(1, panel.bars().size());
    int labelEach = (panel.bars().size() + MOST_LABELS - 1) / MOST_LABELS;
    for (int index = 0; index < panel.bars().size(); index++) {
      Bar bar = panel.bars().get(index);
      content.append(bar(index * pitch, 0.8 * pitch, axis.pixel(bar.height())));
      if (index % labelEach == 0) {
        content.append(label((index + 0.4) * pitch, bar.label()));
      }
    }
    return content.toString();
  }

  private static String bar(double x, double width, double top) {
    return svg(
        "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='%s'/>%n",
        x, top, width, BAR_HEIGHT - top, Svg.colour(0));
  }

  private static String label(double x, String label) {
    return svg(
        "<text transform='translate(%.1f %d) rotate(-50)' text-anchor='end' font-size='9'>%s</text>%n",
        x + 4, BAR_HEIGHT + 12, Svg.escaped(label));
  }
}
