package dev.rollover.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The size of an image, in pixels. */
public record ImageSize(int width, int height) {

  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})");

  /**
   * As people write it, such as {@code 1344x768}.
   *
   * @throws IllegalArgumentException if it is not two numbers of pixels
   */
  public static ImageSize of(String said) {
    Matcher sides = FORM.matcher(said);
    if (!sides.matches()) {
      throw new IllegalArgumentException(
          "a size is a width and a height in pixels, such as 1344x768, not " + said);
    }
    return new ImageSize(Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2)));
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
