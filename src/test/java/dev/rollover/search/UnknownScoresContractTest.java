package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.ImageFunction;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.Score;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of every search where its reward cannot tell what some images are worth. */
class UnknownScoresContractTest {

  private static final int TRIALS = 100;
  private static final SearchStateCodec CODEC = new SearchStateCodec();

  /** A reward that cannot tell of every image what it is worth, and remembers of which. */
  private static final class Unsure implements Reward {

    private final Reward whole;
    private final double share;
    private final Random random;
    private final Set<RgbImage> told = new HashSet<>();
    private int asked;

    Unsure(Reward whole, double share, Random random) {
      this.whole = whole;
      this.share = share;
      this.random = random;
    }

    @Override
    public List<Score> score(List<RgbImage> images) {
      asked += images.size();
      return images.stream().map(this::score).toList();
    }

    @Override
    public Optional<ImageFunction> differentiable() {
      return whole.differentiable();
    }

    private Score score(RgbImage image) {
      if (random.nextDouble() < share) {
        return Score.UNKNOWN;
      }
      told.add(image);
      return whole.score(List.of(image)).getFirst();
    }
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void those_images_are_paid_for_and_neither_answered_nor_in_the_trace(Algorithm algorithm) {
    Trials.each(algorithm, 11, TRIALS, (trial, random) -> check(trial, 0.4, random));
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void the_search_comes_to_its_end_where_it_can_tell_of_none(Algorithm algorithm) {
    Trials.each(algorithm, 12, TRIALS, (trial, random) -> check(trial, 1, random));
  }

  private static void check(Trial trial, double share, Random random) {
    WatchedToy world = trial.world();
    Unsure reward = new Unsure(world.reward(), share, random);
    SearchRun run = SearchRun.start(trial.plan(), world, reward, new SettableClock(), 0);
    SearchState end = trial.toTheEnd(run, state -> check(state, reward));
    assertThat(end.budget().ledger().nfe()).isLessThanOrEqualTo(trial.nfe());
  }

  private static void check(SearchState state, Unsure reward) {
    assertThat(state.budget().ledger().rewardCalls()).isEqualTo(reward.asked);
    assertThat(state.trace()).hasSize(reward.told.size());
    assertThat(state.trace()).allMatch(point -> Double.isFinite(point.reward()));
    assertThat(state.answers()).allMatch(answer -> reward.told.contains(answer.image()));
    assertThat(state.answers().isEmpty()).isEqualTo(reward.told.isEmpty());
    byte[] stored = CODEC.encode(state);
    assertThat(CODEC.encode(CODEC.decode(stored))).isEqualTo(stored);
  }
}
