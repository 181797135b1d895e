package dev.rollover.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.LatentPacking;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PositionIdsTest {

  @Test
  void image_tokens_have_rows_and_columns_and_text_tokens_have_none() {
    PositionIds places = new PositionIds(3, null);
    try (Device device = Device.cpu();
        Scope scope = device.scope()) {
      Tensor image = places.ofImage(scope, new LatentPacking(1, 4, 6));
      assertThat(image.shape()).containsExactly(6, 3);
      assertThat(image.toRows())
          .containsExactly(
              new float[] {0, 0, 0},
              new float[] {0, 0, 1},
              new float[] {0, 0, 2},
              new float[] {0, 1, 0},
              new float[] {0, 1, 1},
              new float[] {0, 1, 2});
      assertThat(places.ofText(scope, 2).toRows()).containsExactly(new float[3], new float[3]);
    }
  }

  @Test
  void an_axis_counts_the_tokens_of_a_text_where_there_is_one() {
    PositionIds places = new PositionIds(4, 3);
    try (Device device = Device.cpu();
        Scope scope = device.scope()) {
      assertThat(places.ofText(scope, 2).toRows())
          .containsExactly(new float[] {0, 0, 0, 0}, new float[] {0, 0, 0, 1});
      assertThat(places.ofImage(scope, new LatentPacking(1, 2, 4)).toRows())
          .containsExactly(new float[] {0, 0, 0, 0}, new float[] {0, 0, 1, 0});
    }
  }
}
