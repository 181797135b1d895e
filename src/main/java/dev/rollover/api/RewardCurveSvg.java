package dev.rollover.api;

import dev.rollover.api.TraceAnswer.Point;
import dev.rollover.plot.Axis;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/**
 * Draws the course of a search: every candidate's reward against the evaluations used, the steps
 * that were accepted, and the best so far.
 */
final class RewardCurveSvg {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 440;
  private static final int LEFT = 72;
  private static final int RIGHT = WIDTH - 24;
  private static final int TOP = 76;
  private static final int BOTTOM = HEIGHT - 60;
  private static final int LONGEST_TITLE = 88;

  private final String prompt;
  private final long nfeLimit;
  private final List<Point> points;
  private final Axis nfe;
  private final Axis reward;

  private RewardCurveSvg(TraceAnswer trace) {
    prompt = trace.prompt();
    nfeLimit = trace.nfeLimit();
    points = trace.points();
    nfe = Axis.around(0, (double) nfeLimit, 8, LEFT, RIGHT);
    double least = points.stream().mapToDouble(Point::reward).min().orElse(0);
    double most = points.stream().mapToDouble(Point::reward).max().orElse(1);
    reward = Axis.around(least, most, 6, BOTTOM, TOP);
  }

  /** The picture as an SVG document of its own. */
  static String draw(TraceAnswer trace) {
    return new RewardCurveSvg(trace).document();
  }

  private String document() {
    return svg(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" \
        role="img" font-family="system-ui, 'DejaVu Sans', sans-serif" font-size="12" fill="#57606a">
        <title>%3$s</title>
        <desc>Reward against velocity evaluations: %4$s.</desc>
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        <text x="%5$d" y="28" font-size="15" font-weight="600" fill="#1f2328">%3$s</text>
        %6$s%7$s%8$s%9$s%10$s</svg>
        """,
        WIDTH,
        HEIGHT,
        escaped(title()),
        summary(),
        LEFT,
        legend(),
        grid(),
        names(),
        dots(),
        best());
  }

  private String title() {
    String title = prompt.strip();
    return title.codePointCount(0, title.length()) <= LONGEST_TITLE
        ? title
        : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE - 1)) + "…";
  }

  private String summary() {
    if (points.isEmpty()) {
      return "nothing was scored yet";
    }
    return svg(
        "best %s after %d of %d",
        BigDecimal.valueOf(points.getLast().best()).stripTrailingZeros().toPlainString(),
        points.getLast().nfe(),
        nfeLimit);
  }

  private static String legend() {
    return svg(
        """
        <g transform="translate(%d 52)">
        <path d="M0 -4h22" stroke="#0969da" stroke-width="2.5"/><text x="30">best so far</text>
        <circle cx="126" cy="-4" r="4.5" fill="#ffffff" stroke="#bc4c00" stroke-width="2"/>\
        <text x="138">accepted</text>
        <circle cx="222" cy="-4" r="2.5" fill="#8c959f"/><text x="232">candidate</text>
        </g>
        """,
        LEFT);
  }

  private String grid() {
    StringBuilder grid = new StringBuilder();
    for (BigDecimal tick : reward.ticks()) {
      double y = reward.pixel(tick.doubleValue());
      grid.append(svg("<path d='M%d %.1fH%d' stroke='#d8dee4'/>", LEFT, y, RIGHT));
      grid.append(label(LEFT - 10, y + 4, "end", tick));
    }
    for (BigDecimal tick : nfe.ticks()) {
      double x = nfe.pixel(tick.doubleValue());
      grid.append(svg("<path d='M%.1f %dv6' stroke='#8c959f'/>", x, BOTTOM));
      grid.append(label(x, BOTTOM + 22, "middle", tick));
    }
    return grid + svg("<path d='M%d %dH%d' stroke='#8c959f'/>%n", LEFT, BOTTOM, RIGHT);
  }

  private static String label(double x, double y, String anchor, BigDecimal value) {
    String text = value.stripTrailingZeros().toPlainString().replace('-', '−');
    return svg("<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>%n", x, y, anchor, text);
  }

  private static String names() {
    return svg(
        "<text x='%d' y='%d' text-anchor='middle'>velocity evaluations (NFE)</text>%n"
            + "<text transform='translate(20 %d) rotate(-90)' text-anchor='middle'>reward</text>%n",
        (LEFT + RIGHT) / 2, HEIGHT - 16, (TOP + BOTTOM) / 2);
  }

  private String dots() {
    return svg(
        """
        <path d='%s' stroke='#8c959f' stroke-opacity='.55' stroke-width='5' stroke-linecap='round'/>
        <g stroke-linecap='round'><path d='%2$s' stroke='#bc4c00' stroke-width='11'/>\
        <path d='%2$s' stroke='#ffffff' stroke-width='7'/></g>
        """,
        pathOf(point -> !point.accepted()), pathOf(Point::accepted));
  }

  /** Dots as one path; those that would fall on the same tenth of a pixel are drawn once. */
  private String pathOf(Predicate<Point> chosen) {
    return points.stream()
        .filter(chosen)
        .map(
            point ->
                svg("M%.1f %.1fh0", nfe.pixel((double) point.nfe()), reward.pixel(point.reward())))
        .distinct()
        .collect(Collectors.joining());
  }

  private String best() {
    if (points.isEmpty()) {
      return "";
    }
    StringBuilder path = new StringBuilder();
    double best = Double.NEGATIVE_INFINITY;
    for (Point point : points) {
      if (point.best() > best) {
        best = point.best();
        String format = path.isEmpty() ? "M%.1f %.1f" : "H%.1fV%.1f";
        path.append(svg(format, nfe.pixel((double) point.nfe()), reward.pixel(best)));
      }
    }
    path.append(svg("H%.1f", nfe.pixel((double) points.getLast().nfe())));
    return svg(
        "<path d='%s' fill='none' stroke='#0969da' stroke-width='2.5' stroke-linejoin='round'/>%n",
        path);
  }

  private static String svg(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text.replaceAll("[\\p{Cntrl}\\uFFFE\\uFFFF]", " "), "UTF-8");
  }
}
