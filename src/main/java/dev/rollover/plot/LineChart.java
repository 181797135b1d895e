package dev.rollover.plot;

import static dev.rollover.plot.Svg.svg;

import dev.rollover.plot.Series.Point;
import java.math.BigDecimal;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Lines over an axis of ratios, with the points' intervals as bars and the names beside them.
 *
 * @param title above all
 * @param across what x is, above 0, with its unit
 * @param upward what y is, with its unit
 * @param series at least one with a point; up to nine have colours of their own, up to 27 differ
 * @param steps whether a value holds until the next, the last one to the right end, and dots are
 *     left out; else points are joined by straight lines
 */
public record LineChart(
    String title, String across, String upward, List<Series> series, boolean steps) {

  private static final int WIDTH = 980;
  private static final int LEFT = 72;
  private static final int RIGHT = 680;
  private static final int TOP = 50;
  private static final int PLOT_HEIGHT = 330;
  private static final int BOTTOM = TOP + PLOT_HEIGHT;
  private static final int LEGEND_ROW = 20;
  private static final double LONGER = 1.05;

  public LineChart {
    series = List.copyOf(series);
    if (series.stream().allMatch(line -> line.points().isEmpty())) {
      throw new IllegalArgumentException("there is nothing to draw of: " + title);
    }
  }

  /** The picture as an SVG document of its own. */
  public String draw() {
    Scale x = horizontal();
    Scale y = vertical();
    StringBuilder content = new StringBuilder(frame(x, y));
    for (int index = 0; index < series.size(); index++) {
      content.append(line(index, x, y)).append(legend(index));
    }
    int height = Math.max(BOTTOM + 56, TOP + series.size() * LEGEND_ROW + 20);
    return Svg.document(WIDTH, height, title, content.toString());
  }

  private Scale horizontal() {
    DoubleSummaryStatistics range = range(Point::x, Point::x);
    // Else nothing would be seen of a value that begins where the chart ends.
    double most = steps ? LONGER * range.getMax() : range.getMax();
    return LogAxis.around(range.getMin(), most, LEFT, RIGHT);
  }

  private Scale vertical() {
    DoubleSummaryStatistics range = range(Point::low, Point::high);
    return Axis.around(range.getMin(), range.getMax(), 6, BOTTOM, TOP);
  }

  private DoubleSummaryStatistics range(
      ToDoubleFunction<Point> least, ToDoubleFunction<Point> most) {
    return series.stream()
        .flatMap(line -> line.points().stream())
        .flatMap(point -> Stream.of(least.applyAsDouble(point), most.applyAsDouble(point)))
        .mapToDouble(Double::doubleValue)
        .summaryStatistics();
  }

  private String frame(Scale x, Scale y) {
    StringBuilder frame = new StringBuilder();
    for (BigDecimal tick : y.ticks()) {
      double at = y.pixel(tick.doubleValue());
      frame.append(svg("<path d='M%d %.1fH%d' stroke='#d8dee4'/>", LEFT, at, RIGHT));
      frame.append(Svg.text(LEFT - 10, at + 4, "end", Svg.label(tick)));
    }
    for (BigDecimal tick : x.ticks()) {
      double at = x.pixel(tick.doubleValue());
      frame.append(svg("<path d='M%.1f %dv6' stroke='#8c959f'/>", at, BOTTOM));
      frame.append(Svg.text(at, BOTTOM + 22, "middle", Svg.label(tick)));
    }
    frame.append(svg("<path d='M%d %dH%d' stroke='#8c959f'/>%n", LEFT, BOTTOM, RIGHT));
    frame.append(Svg.text((LEFT + RIGHT) / 2.0, BOTTOM + 44, "middle", across));
    return frame
        + svg(
            "<text transform='translate(22 %d) rotate(-90)' text-anchor='middle'>%s</text>%n",
            (TOP + BOTTOM) / 2, Svg.escaped(upward));
  }

  private String line(int index, Scale x, Scale y) {
    StringBuilder path = new StringBuilder();
    StringBuilder marks = new StringBuilder();
    String colour = Svg.colour(index);
    for (Point point : series.get(index).points()) {
      path.append(svg(joint(path.isEmpty()), x.pixel(point.x()), y.pixel(point.y())));
      marks.append(steps ? "" : mark(point, x.pixel(point.x()), y, colour));
    }
    if (steps && !path.isEmpty()) {
      path.append(svg("H%d", RIGHT));
    }
    return svg(
        "<path d='%s' fill='none' stroke='%s' stroke-width='2' stroke-dasharray='%s'/>%n%s",
        path, colour, Svg.dashes(index), marks);
  }

  private String joint(boolean first) {
    return first ? "M%.1f %.1f" : steps ? "H%.1fV%.1f" : "L%.1f %.1f";
  }

  private static String mark(Point point, double x, Scale y, String colour) {
    String dot =
        svg("<circle cx='%.1f' cy='%.1f' r='3' fill='%s'/>%n", x, y.pixel(point.y()), colour);
    return point.hasInterval()
        ? dot
            + svg(
                "<path d='M%.1f %.1fV%.1f' stroke='%s' stroke-opacity='.45' stroke-width='1.5'/>%n",
                x, y.pixel(point.low()), y.pixel(point.high()), colour)
        : dot;
  }

  private String legend(int index) {
    double y = TOP + (index + 0.5) * LEGEND_ROW;
    return svg(
            "<path d='M%d %.1fh26' stroke='%s' stroke-width='2' stroke-dasharray='%s'/>",
            RIGHT + 24, y, Svg.colour(index), Svg.dashes(index))
        + Svg.text(RIGHT + 58, y + 4, "start", series.get(index).name());
  }
}
