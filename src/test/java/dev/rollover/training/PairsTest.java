package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.flux.PromptTokens;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairsTest {

  private static final int DRAWS = 20_000;

  /** Three standard deviations of a share. */
  private static final double CHANCE = 3 * Math.sqrt(0.25 / DRAWS);

  private final SplittableRandom random = new SplittableRandom(31);

  @Test
  void independent_pairs_bring_fresh_noise_and_drop_captions_at_times() {
    PromptTokens told = WordCaption.of(3);
    PromptTokens nothing = WordCaption.of(2);
    Example example = new Example(told, new float[] {1, 2});
    Pairs pairs = Pairs.independent(List.of(example), nothing, 0.1);
    int dropped = 0;
    double noise = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      Pairs.Pair pair = pairs.draw(random);
      assertThat(pair.latent()).isSameAs(example.latent());
      dropped += pair.caption().equals(nothing) ? 1 : 0;
      noise += (double) pair.noise()[0] * pair.noise()[1];
    }
    assertThat((double) dropped / DRAWS).isCloseTo(0.1, within(CHANCE));
    assertThat(noise / DRAWS).isCloseTo(0, within(2 * CHANCE));
  }

  @Test
  void coupled_pairs_are_drawn_in_proportion_to_their_weights() {
    Pairs.Pair seldom = new Pairs.Pair(WordCaption.of(3), new float[] {1}, new float[] {2});
    Pairs.Pair often = new Pairs.Pair(WordCaption.of(5), new float[] {3}, new float[] {4});
    Pairs pairs =
        Pairs.coupled(List.of(new Pairs.Weighted(seldom, 0.25), new Pairs.Weighted(often, 1)));
    int drawn = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      Pairs.Pair pair = pairs.draw(random);
      assertThat(pair).isIn(seldom, often);
      drawn += pair.equals(seldom) ? 1 : 0;
    }
    assertThat((double) drawn / DRAWS).isCloseTo(0.2, within(CHANCE));
  }
}
