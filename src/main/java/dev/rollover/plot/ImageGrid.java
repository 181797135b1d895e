package dev.rollover.plot;

import static dev.rollover.plot.Svg.svg;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Images in rows and columns; good ones are framed.
 *
 * @param title above all
 * @param columns names of the columns
 * @param rows each with a picture a column
 */
public record ImageGrid(String title, List<String> columns, List<Row> rows) {

  private static final int SIDE = 96;
  private static final int GAP = 14;
  private static final int PITCH = SIDE + GAP;
  private static final int LEFT = 200;
  private static final int TOP = 150;
  private static final int LABEL_LETTERS = 28;

  /** One row of pictures, absent where there is none. */
  public record Row(String name, List<@Nullable Picture> pictures) {

    public Row {
      pictures = Collections.unmodifiableList(new ArrayList<>(pictures));
    }
  }

  /**
   * One picture.
   *
   * @param png the file
   * @param good whether it is framed
   */
  @SuppressWarnings("ArrayRecordComponent") // Pictures are drawn, never compared.
  public record Picture(byte[] png, boolean good) {}

  public ImageGrid {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** The picture as an SVG document of its own, the images embedded. */
  public String draw() {
    StringBuilder content = new StringBuilder();
    for (int column = 0; column < columns.size(); column++) {
      content.append(
          svg(
              "<text transform='translate(%d %d) rotate(-30)'>%s</text>%n",
              LEFT + column * PITCH + SIDE / 3, TOP - 8, Svg.escaped(columns.get(column))));
    }
    for (int row = 0; row < rows.size(); row++) {
      content.append(row(rows.get(row), TOP + row * PITCH));
    }
    return Svg.document(
        LEFT + columns.size() * PITCH + 120, TOP + rows.size() * PITCH, title, content.toString());
  }

  private static String row(Row row, int y) {
    StringBuilder content = new StringBuilder();
    List<String> lines = Lines.of(row.name(), LABEL_LETTERS);
    for (int line = 0; line < lines.size(); line++) {
      content.append(Svg.text(LEFT - 12, y + 20 + 15 * line, "end", lines.get(line)));
    }
    for (int column = 0; column < row.pictures().size(); column++) {
      Picture picture = row.pictures().get(column);
      if (picture != null) {
        content.append(picture(picture, LEFT + column * PITCH, y));
      }
    }
    return content.toString();
  }

  private static String picture(Picture picture, int x, int y) {
    return svg(
        "<image x='%1$d' y='%2$d' width='%3$d' height='%3$d' style='image-rendering:pixelated' "
            + "href='data:image/png;base64,%4$s'/>"
            + "<rect x='%1$d' y='%2$d' width='%3$d' height='%3$d' fill='none' stroke='%5$s' "
            + "stroke-width='%6$d'/>%n",
        x,
        y,
        SIDE,
        Base64.getEncoder().encodeToString(picture.png()),
        picture.good() ? "#1a7f37" : "#d0d7de",
        picture.good() ? 4 : 1);
  }
}
