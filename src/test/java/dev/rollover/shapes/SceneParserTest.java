package dev.rollover.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SceneParserTest {

  private static final int SIZE = Scene.SIZE;

  @Test
  void counts_the_objects_of_999_in_1000_rendered_scenes() {
    assertThat(countedShare(5_000, picture -> picture)).isGreaterThanOrEqualTo(0.999);
  }

  @Test
  void counts_the_objects_of_999_in_1000_noisy_scenes() {
    Random random = new Random(11);
    assertThat(countedShare(1_000, picture -> Pictures.noisy(picture, 12, random)))
        .isGreaterThanOrEqualTo(0.999);
  }

  @Test
  void counts_the_objects_of_999_in_1000_blurred_scenes() {
    assertThat(countedShare(1_000, picture -> Pictures.blurred(picture, 1.4)))
        .isGreaterThanOrEqualTo(0.999);
  }

  @Test
  void counts_the_objects_of_999_in_1000_blurred_and_noisy_scenes() {
    Random random = new Random(12);
    UnaryOperator<byte[]> spoil =
        picture -> Pictures.noisy(Pictures.blurred(picture, 1.2), 10, random);
    assertThat(countedShare(1_000, spoil)).isGreaterThanOrEqualTo(0.999);
  }

  @Test
  void finds_the_centres_and_radii_of_a_scene_to_a_third_of_a_pixel() {
    List<SceneObject> drawn = inReadingOrder(scenes(1, 21).getFirst());
    List<SceneObject> found = inReadingOrder(parse(SceneRenderer.render(new Scene(drawn))));
    assertThat(found).hasSameSizeAs(drawn);
    for (int index = 0; index < drawn.size(); index++) {
      assertThat(found.get(index).x()).isCloseTo(drawn.get(index).x(), within(0.34));
      assertThat(found.get(index).y()).isCloseTo(drawn.get(index).y(), within(0.34));
      assertThat(found.get(index).radius()).isCloseTo(drawn.get(index).radius(), within(0.34));
    }
  }

  @Test
  void counts_the_objects_of_pictures_five_times_as_large() {
    for (Scene scene : scenes(50, 22)) {
      byte[] enlarged = Pictures.enlarged(SceneRenderer.render(scene), 5);
      Scene found = SceneParser.parse(enlarged, 5 * SIZE, 5 * SIZE);
      assertThat(found.counts()).isEqualTo(scene.counts());
    }
  }

  @Test
  void specks_are_noise_but_spoiled_objects_count() {
    byte[] picture = SceneRenderer.render(new Scene(List.of()));
    paint(picture, 10, 10, 3, 3);
    paint(picture, 40, 40, 7, 4);
    assertThat(parse(picture).objects())
        .singleElement()
        .satisfies(object -> assertThat(object.kind().colour()).isEqualTo(Colour.RED));
  }

  private static void paint(byte[] picture, int left, int top, int width, int height) {
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        for (int channel = 0; channel < 3; channel++) {
          picture[3 * (y * SIZE + x) + channel] = (byte) Colour.RED.channel(channel);
        }
      }
    }
  }

  private static double countedShare(int draws, UnaryOperator<byte[]> spoil) {
    long counted =
        scenes(draws, 20).stream()
            .filter(
                scene ->
                    parse(spoil.apply(SceneRenderer.render(scene))).counts().equals(scene.counts()))
            .count();
    return (double) counted / draws;
  }

  private static List<Scene> scenes(int draws, long seed) {
    Random random = new Random(seed);
    TrainingCaptions captions = new TrainingCaptions(random);
    SceneSampler sampler = new SceneSampler(random);
    List<Scene> scenes = new ArrayList<>(draws);
    while (scenes.size() < draws) {
      scenes.add(sampler.draw(captions.next()));
    }
    return scenes;
  }

  private static Scene parse(byte[] picture) {
    return SceneParser.parse(picture, SIZE, SIZE);
  }

  private static List<SceneObject> inReadingOrder(Scene scene) {
    Comparator<SceneObject> byRow = Comparator.comparingInt(object -> (int) object.y() / Cell.SIZE);
    return scene.objects().stream().sorted(byRow.thenComparing(SceneObject::x)).toList();
  }
}
