package dev.rollover.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class SceneCellsTest {

  @Test
  void an_object_lies_in_the_square_of_its_centre() {
    Kind first = Kind.ALL.getFirst();
    Kind last = Kind.ALL.getLast();
    Scene scene =
        new Scene(List.of(new SceneObject(first, 15.9, 3, 5), new SceneObject(last, 63, 48.1, 6)));
    int[] contents = SceneCells.contents(scene);
    assertThat(contents).hasSize(SceneCells.CELLS);
    assertThat(contents[0]).isEqualTo(1);
    assertThat(contents[15]).isEqualTo(SceneCells.CONTENTS - 1);
    assertThat(IntStream.range(1, 15).map(cell -> contents[cell])).containsOnly(0);
  }

  @Test
  void what_is_cut_off_by_the_edge_lies_in_the_square_at_the_edge() {
    Scene scene = new Scene(List.of(new SceneObject(Kind.ALL.getFirst(), -1, 64.5, 5)));
    assertThat(SceneCells.contents(scene)[12]).isEqualTo(1);
  }
}
