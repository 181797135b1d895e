package dev.rollover.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class BatchLimitsTest {

  private final BatchLimits limits = new BatchLimits(128, BatchLimits.DEFAULT_PIXELS);

  @Test
  void larger_images_go_in_fewer_rows_down_to_one() {
    assertThat(rows(64)).isEqualTo(128);
    assertThat(rows(256)).isEqualTo(16);
    assertThat(rows(512)).isEqualTo(4);
    assertThat(rows(1024)).isOne();
    assertThat(rows(4096)).isOne();
  }

  @Test
  void rows_of_no_image_are_counted_alone() {
    assertThat(limits.rowsOf(new BatchKey("model", "encode", 77))).isEqualTo(128);
    assertThat(BatchLimits.ofRows(7).rowsOf(key(4096))).isEqualTo(7);
  }

  @Test
  void are_positive() {
    assertThatThrownBy(() -> new BatchLimits(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BatchLimits(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private int rows(int side) {
    return limits.rowsOf(key(side));
  }

  private static BatchKey key(int side) {
    return new BatchKey("model", "velocity", side, (long) side * side);
  }
}
