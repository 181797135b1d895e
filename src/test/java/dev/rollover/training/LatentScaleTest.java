package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.flux.PromptTokens;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LatentScaleTest {

  private static final PromptTokens CAPTION = new PromptTokens(new long[0], new long[0]);

  @Test
  void is_the_mean_and_the_inverse_deviation_of_all_values() {
    LatentScale scale = LatentScale.of(List.of(example(1, 3), example(5, 7)));
    assertThat(scale.shift()).isCloseTo(4, within(1e-12));
    assertThat(scale.scale()).isCloseTo(1 / Math.sqrt(5), within(1e-12));
  }

  @Test
  void normalised_latents_have_mean_0_and_variance_1() {
    SplittableRandom random = new SplittableRandom(1);
    List<Example> examples =
        Stream.generate(() -> example((float) random.nextGaussian(3, 5), random.nextFloat()))
            .limit(1000)
            .toList();
    LatentScale scale = LatentScale.of(examples);
    LatentScale again = LatentScale.of(examples.stream().map(scale::normalise).toList());
    assertThat(again.shift()).isCloseTo(0, within(1e-6));
    assertThat(again.scale()).isCloseTo(1, within(1e-6));
  }

  @Test
  void normalising_leaves_the_example_as_it_is() {
    Example example = example(1, 3);
    Example normalised = new LatentScale(1, 0.5).normalise(example);
    assertThat(normalised.latent()).containsExactly(0, 1);
    assertThat(normalised.caption()).isSameAs(CAPTION);
    assertThat(example.latent()).containsExactly(1, 3);
  }

  @Test
  void restoring_undoes_normalising() {
    LatentScale scale = new LatentScale(1, 0.5);
    assertThat(scale.restore(scale.normalise(example(1, 3)).latent())).containsExactly(1, 3);
  }

  private static Example example(float... latent) {
    return new Example(CAPTION, latent);
  }
}
