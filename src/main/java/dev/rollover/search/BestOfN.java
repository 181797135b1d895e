package dev.rollover.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Best of N: independent samples, as many as the budget pays for, of which the best are kept.
 *
 * <pre>
 * for each wave of up to {@code chains} samples:
 *   x ← the best of {@code initialParticles} noises by r(x_{0|1})
 *   for step 1 … M − 1: x ← step(x)
 *   x_0 ← finish(x)
 *   keep the best r(x_0)
 * </pre>
 *
 * <p>What does not pay for another whole sample stays unspent.
 */
final class BestOfN implements Search {

  /** A wave is to be drawn, from the sample number {@code next} on. */
  record Drawing(int next) implements Progress {}

  /** Each sample of a wave is to take the best of its noises. */
  record Choosing(int next, List<Particle> noises) implements Progress {}

  /** A wave is between noise and image. */
  record Walking(int next, List<Particle> wave) implements Progress {}

  /** A wave is on its last, deterministic steps. */
  record Finishing(int next, Finish finish) implements Progress {}

  private final SearchPlan plan;
  private final SearchSettings settings;
  private final Sampling sampling;

  BestOfN(SearchPlan plan, Sampling sampling) {
    this.plan = plan;
    this.settings = plan.settings();
    this.sampling = sampling;
  }

  /** A sample's NFE: its noises, the steps after the first, and the finish after its first. */
  static int nfePerSample(SearchSettings settings) {
    return settings.initialParticles() + settings.steps() - 1 + settings.finishSteps() - 1;
  }

  @Override
  public Progress start() {
    return new Drawing(0);
  }

  @Override
  public SearchState advance(SearchState state, World world) {
    return switch (state.progress()) {
      case Drawing drawing -> draw(state, drawing, world);
      case Choosing choosing -> choose(state, choosing, world);
      case Walking walking -> walk(state, walking, world);
      case Finishing finishing -> finish(state, finishing, world);
      default -> throw new IllegalStateException("not of this search: " + state.progress());
    };
  }

  private SearchState draw(SearchState state, Drawing drawing, World world) {
    int samples = Math.min(settings.chains(), affordable(state.budget()));
    int after = drawing.next() + samples;
    List<Particle> noises =
        IntStream.range(drawing.next(), after).boxed().flatMap(sample -> noises(sample)).toList();
    Budget budget = state.budget().spendNfe(Phase.INITIAL, noises.size());
    List<Particle> evaluated = world.evaluate(noises);
    return state.with(
        budget,
        settings.initialParticles() == 1
            ? walkOrFinish(after, evaluated)
            : new Choosing(after, evaluated));
  }

  private SearchState choose(SearchState state, Choosing choosing, World world) {
    Budget budget = state.budget().spendJudgements(choosing.noises().size());
    List<Candidate> candidates = world.judge(choosing.noises(), false);
    List<Candidate> chosen = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i += settings.initialParticles()) {
      chosen.add(Candidate.best(candidates.subList(i, i + settings.initialParticles())));
    }
    List<Particle> wave = chosen.stream().map(Candidate::particle).toList();
    return state
        .with(budget, walkOrFinish(choosing.next(), wave))
        .judged(candidates, chosen::contains, plan.keep());
  }

  private SearchState walk(SearchState state, Walking walking, World world) {
    List<Particle> moved =
        walking.wave().stream().map(particle -> sampling.next(particle, 0)).toList();
    Budget budget = state.budget().spendNfe(Phase.SEARCH, moved.size());
    return state.with(budget, walkOrFinish(walking.next(), world.evaluate(moved)));
  }

  private SearchState finish(SearchState state, Finishing finishing, World world) {
    Finish finish = finishing.finish();
    List<Particle> moved = finish.moved();
    if (!finish.isLastStep()) {
      Budget budget = state.budget().spendNfe(Phase.FINISH, moved.size());
      return state.with(
          budget, new Finishing(finishing.next(), finish.after(world.evaluate(moved))));
    }
    Budget budget = state.budget().spendJudgements(moved.size());
    List<Candidate> samples = world.judge(moved, true);
    boolean goesOn =
        affordable(budget) > 0
            && samples.stream().noneMatch(sample -> budget.isTarget(sample.reward()));
    return state
        .with(budget, goesOn ? new Drawing(finishing.next()) : new Progress.Done())
        .judged(samples, sample -> true, plan.keep());
  }

  @Override
  public SearchState conclude(SearchState state) {
    if (!state.best().isEmpty()) {
      return state.with(new Progress.Done());
    }
    return switch (state.progress()) {
      case Choosing choosing -> state.with(lookingAhead(choosing.next(), choosing.noises()));
      case Walking walking -> state.with(lookingAhead(walking.next(), walking.wave()));
      case Finishing finishing ->
          state.with(lookingAhead(finishing.next(), finishing.finish().particles()));
      default -> state;
    };
  }

  @Override
  public int roundsToConclude() {
    return 1;
  }

  private static Progress lookingAhead(int next, List<Particle> particles) {
    return new Finishing(next, new Finish(particles, 1));
  }

  private Progress walkOrFinish(int next, List<Particle> wave) {
    return wave.getFirst().step() < settings.steps() - 1
        ? new Walking(next, wave)
        : new Finishing(next, new Finish(wave, settings.finishSteps()));
  }

  private Stream<Particle> noises(int sample) {
    return IntStream.range(0, settings.initialParticles())
        .mapToObj(draw -> sampling.initial(sample, draw));
  }

  private int affordable(Budget budget) {
    return budget.unspent() / nfePerSample(settings);
  }
}
