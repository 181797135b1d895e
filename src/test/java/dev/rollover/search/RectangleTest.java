package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.LatentShape;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RectangleTest {

  private static final LatentShape SHAPE = new LatentShape(3, 4, 2);
  private static final int DRAWS = 60_000;

  @Test
  void only_the_part_is_replaced() {
    float[] latent = new float[SHAPE.size()];
    float[] other = new float[SHAPE.size()];
    for (int i = 0; i < other.length; i++) {
      other[i] = i + 1;
    }
    assertThat(new Rectangle(SHAPE, 1, 2, 2, 1).replaced(latent, other))
        .containsExactly(
            0, 0, 0, 0, 0, 0, 0, 0, //
            0, 0, 0, 0, 13, 14, 0, 0, //
            0, 0, 0, 0, 21, 22, 0, 0);
    assertThat(latent).containsOnly(0);
  }

  @Test
  void sides_are_uniform_and_so_is_the_place_where_they_fit() {
    Map<Rectangle, Integer> drawn = new HashMap<>();
    PhiloxUniforms chance = new PhiloxUniforms(5);
    for (int draw = 0; draw < DRAWS; draw++) {
      drawn.merge(Rectangle.anywhere(SHAPE, chance.of(0, 0, draw)), 1, Integer::sum);
    }
    Set<Rectangle> all = new HashSet<>();
    for (int height = 1; height <= 3; height++) {
      for (int width = 1; width <= 4; width++) {
        int places = (3 - height + 1) * (4 - width + 1);
        double share = 1.0 / (3 * 4 * places);
        double deviation = Math.sqrt(share * (1 - share) / DRAWS);
        for (int top = 0; top <= 3 - height; top++) {
          for (int left = 0; left <= 4 - width; left++) {
            Rectangle rectangle = new Rectangle(SHAPE, top, left, height, width);
            all.add(rectangle);
            assertThat(drawn.getOrDefault(rectangle, 0) / (double) DRAWS)
                .isCloseTo(share, within(4.5 * deviation));
          }
        }
      }
    }
    assertThat(drawn.keySet()).isEqualTo(all);
  }
}
