package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose noise is whose, in every search, whatever its settings. */
class SearchNoiseContractTest {

  private static final int TRIALS = 250;

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void no_two_draws_share_their_noise_and_no_two_particles_their_name(Algorithm algorithm) {
    Trials.each(algorithm, 10, TRIALS, SearchNoiseContractTest::check);
  }

  private static void check(Trial trial, Random random) {
    Draws draws = new Draws(trial.plan().seed());
    WatchedToy world = trial.world();
    Phases<?> search = phases(trial, world, draws);
    int left = random.nextInt(2 * trial.nfe());
    Budget budget = Budget.of(trial.plan().limits(), 0, trial.plan().nfePerVelocity());
    SearchState state = SearchState.start(budget, search.start(budget));
    for (int round = 0; round < left && !state.isOver(); round++) {
      state = advance(search, state, draws);
    }
    state = search.goOn(state, trial.withNfe(2 * trial.nfe()).plan().limits());
    while (!state.isOver()) {
      state = advance(search, state, draws);
    }
  }

  private static Phases<?> phases(Trial trial, WatchedToy world, Draws draws) {
    SamplingSettings settings = trial.plan().settings().sampling();
    OwnSettings own = trial.plan().settings().own();
    Sampling sampling = Sampling.of(settings, own.guidance(), world, draws);
    Rule<?> rule = own.rule(trial.plan(), sampling);
    return new Phases<>(rule, trial.plan(), World.of(world, world.reward(), settings));
  }

  private static SearchState advance(Phases<?> search, SearchState state, Draws draws) {
    SearchState next = search.advance(state);
    if (next.progress() instanceof Progress.Judging judging) {
      judging.drawn().forEach(draws::name);
    }
    return next;
  }

  /** Keeps account of every draw. */
  private static final class Draws implements NoiseSource {

    private final NoiseSource noise;
    private final Set<Particle.Id> drawn = new HashSet<>();
    private final Map<Particle.Id, float[]> named = new HashMap<>();

    Draws(long seed) {
      this.noise = new PhiloxNoise(seed);
    }

    /** The noise that a chain starts at may be taken up again; every other one is for one step. */
    @Override
    public float[] normal(int chain, int step, int draw, int size) {
      boolean isNew = drawn.add(new Particle.Id(chain, step, draw));
      assertThat(isNew || step == 0)
          .as("noise of chain %d, step %d, draw %d for a second time".formatted(chain, step, draw))
          .isTrue();
      return noise.normal(chain, step, draw, size);
    }

    void name(Particle particle) {
      float[] known = named.putIfAbsent(particle.id(), particle.latent());
      if (known != null) {
        assertThat(particle.latent()).as("%s", particle.id()).isEqualTo(known);
      }
    }
  }
}
