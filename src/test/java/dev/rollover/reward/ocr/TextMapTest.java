package dev.rollover.reward.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class TextMapTest {

  private static final int WIDTH = 40;
  private static final int HEIGHT = 20;

  private final float[] values = new float[WIDTH * HEIGHT];

  @Test
  void a_region_becomes_a_rectangle_that_grows_by_its_area_and_its_perimeter() {
    fill(5, 4, 20, 6, 0.9f);

    Rectangle rectangle = only();

    // Dilated, its pixels go from (5, 4) to (25, 10): 20 by 6 from the first to the last.
    double growth = 1.6 * 20 * 6 / (2 * (20 + 6));
    assertThat(rectangle.centre()).isEqualTo(new Point(15, 7));
    assertThat(Math.max(rectangle.width(), rectangle.height()))
        .isCloseTo(20 + 2 * growth, within(1e-9));
    assertThat(rectangle.shorter()).isCloseTo(6 + 2 * growth, within(1e-9));
  }

  @Test
  void what_is_unlikely_or_small_is_no_text() {
    fill(2, 2, 12, 6, 0.3f);
    fill(20, 2, 2, 2, 0.9f);
    assertThat(map().rectangles()).isEmpty();
  }

  @Test
  void what_is_likely_at_its_edge_only_is_no_text() {
    fill(5, 4, 20, 9, 0.6f);
    fill(6, 5, 18, 7, 0.31f);
    assertThat(map().rectangles()).isEmpty();
    fill(6, 5, 18, 7, 0.59f);
    assertThat(map().rectangles()).hasSize(1);
  }

  @Test
  void regions_are_one_where_they_touch_by_a_corner() {
    assertThat(Regions.outlines(WIDTH, mask(2, 2, 7, 6, 9, 8, 7, 6))).hasSize(1);
    assertThat(Regions.outlines(WIDTH, mask(2, 2, 6, 6, 9, 8, 7, 6))).hasSize(2);
  }

  @Test
  void an_outline_has_the_ends_of_every_row() {
    assertThat(Regions.outlines(WIDTH, mask(3, 1, 4, 2, 3, 3, 2, 1)))
        .containsExactly(
            List.of(
                new Point(3, 1),
                new Point(6, 1),
                new Point(3, 2),
                new Point(6, 2),
                new Point(3, 3),
                new Point(4, 3)));
  }

  @Test
  void text_at_the_edge_is_text() {
    fill(0, 0, WIDTH, HEIGHT, 0.9f);
    assertThat(only().centre()).isEqualTo(new Point((WIDTH - 1) / 2.0, (HEIGHT - 1) / 2.0));
  }

  private Rectangle only() {
    List<Rectangle> rectangles = map().rectangles();
    assertThat(rectangles).hasSize(1);
    return rectangles.getFirst();
  }

  private TextMap map() {
    return new TextMap(WIDTH, HEIGHT, values);
  }

  private void fill(int left, int top, int width, int height, float value) {
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        values[y * WIDTH + x] = value;
      }
    }
  }

  /** Rectangles, each by its left, top, width and height. */
  private static boolean[] mask(int... rectangles) {
    TextMapTest drawn = new TextMapTest();
    for (int at = 0; at < rectangles.length; at += 4) {
      drawn.fill(rectangles[at], rectangles[at + 1], rectangles[at + 2], rectangles[at + 3], 1);
    }
    boolean[] mask = new boolean[WIDTH * HEIGHT];
    for (int at = 0; at < mask.length; at++) {
      mask[at] = drawn.values[at] > 0;
    }
    return mask;
  }
}
