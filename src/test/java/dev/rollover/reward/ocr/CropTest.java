package dev.rollover.reward.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.RgbImage;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class CropTest {

  @Test
  void a_projection_leads_the_unit_squares_corners_to_the_quads_and_lines_to_lines() {
    Quad quad = new Quad(new Point(3, 2), new Point(20, 5), new Point(18, 14), new Point(1, 9));
    Projection projection = Projection.onto(quad);
    assertNear(projection.at(0, 0), quad.topLeft());
    assertNear(projection.at(1, 0), quad.topRight());
    assertNear(projection.at(1, 1), quad.bottomRight());
    assertNear(projection.at(0, 1), quad.bottomLeft());
    // The diagonals cross where the square's do.
    Point centre = projection.at(0.5, 0.5);
    assertThat(centre.distance(quad.topLeft()) + centre.distance(quad.bottomRight()))
        .isCloseTo(quad.topLeft().distance(quad.bottomRight()), within(1e-9));
    assertThat(centre.distance(quad.topRight()) + centre.distance(quad.bottomLeft()))
        .isCloseTo(quad.topRight().distance(quad.bottomLeft()), within(1e-9));
  }

  @Test
  void what_stands_straight_is_cut_out_as_it_is() {
    RgbImage image = ramp(12, 10);
    RgbImage crop = Crop.of(image, box(2, 3, 9, 8));
    assertThat(crop.width()).isEqualTo(7);
    assertThat(crop.height()).isEqualTo(5);
    for (int y = 0; y < 5; y++) {
      for (int x = 0; x < 7; x++) {
        assertThat(red(crop, x, y)).isEqualTo(red(image, x + 2, y + 3));
      }
    }
  }

  @Test
  void between_pixels_a_ramp_stays_a_ramp() {
    RgbImage crop =
        Crop.of(
            ramp(20, 12),
            new Quad(new Point(4.5, 3), new Point(14.5, 3), new Point(14.5, 9), new Point(4.5, 9)));
    // Keys' kernel with a = -3/4 keeps lines where the weights are symmetric.
    assertThat(red(crop, 0, 0)).isEqualTo((red(ramp(20, 12), 4, 3) + red(ramp(20, 12), 5, 3)) / 2);
  }

  @Test
  void what_is_much_higher_than_wide_is_turned_to_the_left() {
    RgbImage image = ramp(12, 20);
    RgbImage crop = Crop.of(image, box(3, 2, 7, 16));
    assertThat(crop.width()).isEqualTo(14);
    assertThat(crop.height()).isEqualTo(4);
    assertThat(red(crop, 0, 0)).isEqualTo(red(image, 6, 2));
    assertThat(red(crop, 0, 3)).isEqualTo(red(image, 3, 2));
    assertThat(red(crop, 13, 0)).isEqualTo(red(image, 6, 15));
  }

  @Test
  void a_resized_image_has_its_colours_in_the_networks_order_and_range() {
    RgbImage image = new RgbImage(1, 1, new byte[] {(byte) 255, 0, 51});
    assertThat(Bgr.planes(image, 2, 1, 3)).containsExactly(-0.6f, -0.6f, 0, -1, -1, 0, 1, 1, 0);
  }

  @Test
  void a_resized_image_is_bilinear_between_pixels() {
    RgbImage image = new RgbImage(2, 1, new byte[] {0, 0, 0, 100, 100, 100});
    float[] planes = Bgr.planes(image, 4, 1);
    assertThat(List.of(0, 25, 75, 100))
        .allSatisfy(value -> assertThat(planes).contains(value / 127.5f - 1));
    assertThat(Bgr.planes(image, 1, 1)).containsOnly(50 / 127.5f - 1);
  }

  private static Quad box(int left, int top, int right, int bottom) {
    return new Quad(
        new Point(left, top),
        new Point(right, top),
        new Point(right, bottom),
        new Point(left, bottom));
  }

  /** Red that tells every pixel's place. */
  private static RgbImage ramp(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++, at += 3) {
        rgb[at] = (byte) (8 * x + 2 * y);
      }
    }
    return new RgbImage(width, height, rgb);
  }

  private static int red(RgbImage image, int x, int y) {
    return image.rgb()[3 * (y * image.width() + x)] & 0xff;
  }

  private static void assertNear(Point point, Point other) {
    assertThat(point.distance(other)).isCloseTo(0, within(1e-9));
  }
}
