package dev.rollover.reward.owl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.RgbImage;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What boxes are made of numbers whose boxes are known. */
@NullMarked
class PatchesTest {

  /** Twice as wide as high: of the square that it was made, the lower half is grey. */
  private static final RgbImage WIDE = new RgbImage(200, 100, new byte[3 * 200 * 100]);

  @Test
  void a_box_is_what_its_patch_shows_best_in_pixels_of_the_image() {
    Patches patches = patches(2, 0.25f, 0.25f, 0.1f, 0.2f, 9, -1, 2);
    assertThat(patches.boxes(WIDE, 0, 0))
        .singleElement()
        .satisfies(
            box -> {
              assertThat(box.kind()).isEqualTo(1);
              assertThat(box.score()).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-9));
              assertThat(box.left()).isCloseTo(40, within(1e-4));
              assertThat(box.right()).isCloseTo(60, within(1e-4));
              assertThat(box.top()).isCloseTo(30, within(1e-4));
              assertThat(box.bottom()).isCloseTo(70, within(1e-4));
            });
  }

  @Test
  void what_lies_beside_the_image_is_cut_off() {
    assertThat(patches(1, 0, 0.5f, 0.5f, 0.5f, 0, 0).boxes(WIDE, 0, 0))
        .containsExactly(new Box(0, 0.5, 0, 50, 50, 100));
  }

  @Test
  void a_box_in_the_grey_or_of_less_than_a_pixel_is_left_out() {
    assertThat(patches(1, 0.5f, 0.8f, 0.2f, 0.2f, 0, 0).boxes(WIDE, 0, 0)).isEmpty();
    assertThat(patches(1, 0.5f, 0.2f, 0.004f, 0.004f, 0, 0).boxes(WIDE, 0, 0)).isEmpty();
  }

  @Test
  void thresholds_leave_out_what_is_below_them() {
    Patches patches = patches(1, 0.25f, 0.25f, 0.1f, 0.1f, 0, 1);
    double score = 1 / (1 + Math.exp(-1));
    assertThat(patches.boxes(WIDE, score - 1e-9, 0.5)).hasSize(1);
    assertThat(patches.boxes(WIDE, score, 0.5)).isEmpty();
    assertThat(patches.boxes(WIDE, 0, 0.51)).isEmpty();
  }

  @Test
  void queries_that_only_fill_up_the_batch_do_not_count() {
    Patches patches = new Patches(new float[] {0.2f, 0.2f, 0.1f, 0.1f, 0, -3, 5}, 7, 1);
    assertThat(patches.boxes(WIDE, 0.5, 0)).isEmpty();
    assertThat(patches.boxes(WIDE, 0, 0)).extracting(Box::kind).isEqualTo(List.of(0));
  }

  private static Patches patches(int queries, float... values) {
    return new Patches(values, Patches.BEFORE_QUERIES + queries, queries);
  }
}
