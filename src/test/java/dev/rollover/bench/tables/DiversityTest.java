package dev.rollover.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.RgbImage;
import dev.rollover.search.TracePoint;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DiversityTest {

  private final Diversity diversity = new Diversity();

  @Test
  void of_black_and_white_is_one() {
    diversity.add(candidate(0, 1), grey(0));
    diversity.add(candidate(0, 1), grey(255));

    assertThat(diversity.mean()).hasValue(1);
  }

  @Test
  void is_the_root_mean_square_over_all_pairs() {
    Random random = new Random(1);
    byte[][] images = new byte[5][12];
    double squares = 0;
    for (int image = 0; image < images.length; image++) {
      random.nextBytes(images[image]);
      diversity.add(candidate(0, 3), new RgbImage(2, 2, images[image]));
      for (int other = 0; other < image; other++) {
        for (int at = 0; at < 12; at++) {
          squares += Math.pow(((images[image][at] & 0xff) - (images[other][at] & 0xff)) / 255.0, 2);
        }
      }
    }

    assertThat(diversity.mean().orElseThrow()).isCloseTo(Math.sqrt(squares / 120), within(1e-12));
  }

  @Test
  void chains_and_steps_are_kept_apart_and_averaged() {
    diversity.add(candidate(0, 1), grey(0));
    diversity.add(candidate(1, 1), grey(255)); // Another chain, alone.
    diversity.add(candidate(0, 1), grey(51));
    diversity.add(candidate(0, 2), grey(255));
    diversity.add(candidate(0, 2), grey(153));

    assertThat(diversity.mean().orElseThrow()).isCloseTo((.2 + .4) / 2, within(1e-12));
  }

  @Test
  void noises_and_finished_images_say_nothing_of_a_step() {
    diversity.add(candidate(0, 0), grey(0));
    diversity.add(candidate(0, 0), grey(255));
    diversity.add(new TracePoint(1, 0, 0, 4, 0, 0, true, true, 0), grey(0));
    diversity.add(new TracePoint(1, 0, 0, 4, 0, 0, true, true, 0), grey(255));

    assertThat(diversity.mean()).isEmpty();
  }

  private static TracePoint candidate(int chain, int step) {
    return new TracePoint(1, 0, chain, step, 0, 0, false, false, 0);
  }

  private static RgbImage grey(int value) {
    byte shade = (byte) value;
    return new RgbImage(1, 1, new byte[] {shade, shade, shade});
  }
}
