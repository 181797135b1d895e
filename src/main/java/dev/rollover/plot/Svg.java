package dev.rollover.plot;

import java.math.BigDecimal;
import java.util.Locale;

/** Pieces of SVG. */
final class Svg {

  private static final String[] COLOURS = {
    "#0969da", "#bc4c00", "#1a7f37", "#cf222e", "#8250df", "#9a6700", "#1b7c83", "#bf3989",
    "#57606a"
  };
  private static final String[] DASHES = {"none", "7 4", "2 3"};

  private Svg() {}

  /** As {@link String#format}, whatever the locale. */
  static String svg(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** A document of its own with a title above its content. */
  static String document(int width, int height, String title, String content) {
    return svg(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" \
        role="img" font-family="system-ui, 'DejaVu Sans', sans-serif" font-size="12" fill="#57606a">
        <title>%3$s</title>
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        <text x="16" y="26" font-size="15" font-weight="600" fill="#1f2328">%3$s</text>
        %4$s</svg>
        """,
        width, height, escaped(title), content);
  }

  static String text(double x, double y, String anchor, String text) {
    return svg("<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>%n", x, y, anchor, escaped(text));
  }

  /** A number as an axis shows it. */
  static String label(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString().replace('-', '−');
  }

  /** The colour of a series by its place among others; there are nine. */
  static String colour(int index) {
    return COLOURS[index % COLOURS.length];
  }

  /** The dashes of a series by its place, so that those of equal colour differ. */
  static String dashes(int index) {
    return DASHES[index / COLOURS.length % DASHES.length];
  }

  static String escaped(String text) {
    return text.replaceAll("[\\p{Cntrl}\\uFFFE\\uFFFF]", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
