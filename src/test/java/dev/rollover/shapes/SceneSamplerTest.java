package dev.rollover.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SceneSamplerTest {

  private static final int DRAWS = 5_000;

  @Test
  void every_scene_satisfies_its_caption() {
    Random random = new Random(1);
    TrainingCaptions captions = new TrainingCaptions(random);
    SceneSampler scenes = new SceneSampler(random);
    for (int draw = 0; draw < DRAWS; draw++) {
      Caption caption = captions.next();
      Scene scene = scenes.draw(caption);
      assertThat(caption.violation(scene)).as(caption.text()).isZero();
      assertThat(scene.objects()).hasSizeBetween(1, Scene.MOST_OBJECTS);
    }
  }

  @Test
  void every_object_lies_wholly_in_a_cell_of_its_own() {
    Random random = new Random(2);
    TrainingCaptions captions = new TrainingCaptions(random);
    SceneSampler scenes = new SceneSampler(random);
    for (int draw = 0; draw < DRAWS; draw++) {
      List<SceneObject> objects = scenes.draw(captions.next()).objects();
      assertThat(objects.stream().map(SceneSamplerTest::cellOf).distinct()).hasSameSizeAs(objects);
      assertThat(objects).allMatch(SceneSamplerTest::liesInItsCell);
    }
  }

  @Test
  void the_same_seed_draws_the_same_captions_and_scenes() {
    assertThat(captionsAndScenes(3)).isEqualTo(captionsAndScenes(3));
  }

  @Test
  void training_counts_every_number_of_objects_about_as_often() {
    TrainingCaptions captions = new TrainingCaptions(new Random(4));
    Map<Integer, Integer> byTotal = new HashMap<>();
    for (int draw = 0; draw < DRAWS; draw++) {
      if (captions.next() instanceof CountingCaption counting) {
        byTotal.merge(counting.groups().stream().mapToInt(Group::count).sum(), 1, Integer::sum);
      }
    }
    assertThat(byTotal.keySet()).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(byTotal.values()).allMatch(times -> times > DRAWS / 20);
  }

  private static List<Object> captionsAndScenes(long seed) {
    Random random = new Random(seed);
    Caption caption = new TrainingCaptions(random).next();
    return List.of(caption, new SceneSampler(random).draw(caption));
  }

  private static Cell cellOf(SceneObject object) {
    return new Cell((int) object.x() / Cell.SIZE, (int) object.y() / Cell.SIZE);
  }

  private static boolean liesInItsCell(SceneObject object) {
    Cell cell = cellOf(object);
    double room = Cell.SIZE / 2.0 - object.radius();
    return Math.abs(object.x() - cell.centreX()) <= room
        && Math.abs(object.y() - cell.centreY()) <= room;
  }
}
