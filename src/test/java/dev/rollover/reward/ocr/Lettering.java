package dev.rollover.reward.ocr;

import dev.rollover.model.RgbImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import org.jspecify.annotations.NullMarked;

/** Writes on images, in letters of its own, so that no machine needs a font. */
@NullMarked
final class Lettering {

  private static final Map<Character, Letter> LETTERS = read();
  private static final double UNITS = 2048;
  private static final double BLANK = 651 / UNITS;

  private final BufferedImage image;
  private final Graphics2D graphics;

  private Lettering(int width, int height, Color background) {
    this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    this.graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(background);
    graphics.fillRect(0, 0, width, height);
  }

  /** A letter, one unit high, on a base line at 0. */
  private record Letter(Path2D outline, double advance) {}

  /** A plain image to write on. */
  static Lettering on(int width, int height, Color background) {
    return new Lettering(width, height, background);
  }

  /** Black on white. */
  static Lettering on(int width, int height) {
    return on(width, height, Color.WHITE).in(Color.BLACK);
  }

  Lettering in(Color colour) {
    graphics.setColor(colour);
    return this;
  }

  /** All that is written from now on goes up, by so many degrees, round the image's centre. */
  Lettering tilted(double degrees) {
    graphics.rotate(Math.toRadians(-degrees), image.getWidth() / 2.0, image.getHeight() / 2.0);
    return this;
  }

  /**
   * Writes a line.
   *
   * @param size of the font, in pixels
   * @param x of its left
   * @param y of its base line
   */
  Lettering write(String text, double size, double x, double y) {
    double at = x;
    for (int place = 0; place < text.length(); place++) {
      char sign = text.charAt(place);
      if (sign == ' ') {
        at += BLANK * size;
      } else {
        Letter letter = LETTERS.get(sign);
        if (letter == null) {
          throw new IllegalArgumentException("there is no letter " + sign);
        }
        AffineTransform to = AffineTransform.getTranslateInstance(at, y);
        to.scale(size, size);
        graphics.fill(to.createTransformedShape(letter.outline));
        at += letter.advance * size;
      }
    }
    return this;
  }

  RgbImage image() {
    graphics.dispose();
    return RgbImage.of(image);
  }

  private static Map<Character, Letter> read() {
    Map<Character, Letter> letters = new HashMap<>();
    try {
      List<String> lines = Files.readAllLines(OcrFixture.FOLDER.resolve("letters.txt"));
      for (String line : lines) {
        letters.put(line.charAt(0), letter(new Scanner(line.substring(1))));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return letters;
  }

  private static Letter letter(Scanner said) {
    double advance = number(said);
    Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
    while (said.hasNext()) {
      switch (said.next()) {
        case "M" -> outline.moveTo(number(said), number(said));
        case "L" -> outline.lineTo(number(said), number(said));
        case "Q" -> outline.quadTo(number(said), number(said), number(said), number(said));
        case "Z" -> outline.closePath();
        default -> throw new IllegalStateException("an unknown command");
      }
    }
    return new Letter(outline, advance);
  }

  private static double number(Scanner said) {
    return Double.parseDouble(said.next()) / UNITS;
  }
}
