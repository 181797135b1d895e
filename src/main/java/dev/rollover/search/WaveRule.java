package dev.rollover.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Searches whose chains go side by side, step by step, as often as the budget pays for:
 *
 * <pre>
 * for each wave of chains that the budget pays for:
 *   x ← the best of {@code initialParticles} noises by r(x_{0|1}), for each chain
 *   for step 1 … M − 1:
 *     candidates ← each x draws as many next steps as the step is wide
 *     x ← survivors(candidates), if they are judged here; else the candidates go on as they are
 *   keep the best images of finish(x)
 * </pre>
 *
 * <p>With a target, a look ahead that reaches it is finished at once, if steps to come can spare
 * the NFE by drawing fewer candidates; should the finished image fall short, the wave goes on. What
 * does not pay for another wave stays unspent.
 */
abstract class WaveRule implements Rule<Wave> {

  final SamplingSettings settings;
  final int keep;
  private final Sampling sampling;

  WaveRule(SearchPlan plan, Sampling sampling) {
    this.settings = plan.settings().sampling();
    this.keep = plan.keep();
    this.sampling = sampling;
  }

  /** The chains of the next wave; 0 when the NFE do not pay for one. */
  abstract int affordableChains(int nfe);

  /** The candidates that each chain of a new wave draws at each step from 1 to M − 1. */
  abstract List<Integer> widths(int chains, int nfe);

  /** Whether the candidates of a step are judged by a look ahead. */
  abstract boolean judges(int step);

  /** Who goes on from judged candidates, chain by chain; of the noises as of every step. */
  abstract List<Survivor> survivors(Wave before, List<Candidate> candidates);

  /** The draws that a chain makes of its next step. */
  IntStream draws(Survivor survivor, int width) {
    return IntStream.range(0, width);
  }

  /** Which of the last step's candidates are finished. */
  abstract List<Candidate> finalists(List<Survivor> survivors, List<Candidate> candidates);

  @Override
  public Wave start(Budget budget) {
    return wave(0, budget.unspent());
  }

  private Wave wave(int first, int nfe) {
    int chains = affordableChains(nfe);
    return new Wave(first, chains, chains == 0 ? List.of() : widths(chains, nfe), List.of());
  }

  @Override
  public Draw<Wave> draw(Wave wave) {
    if (wave.isFresh()) {
      List<Particle> noises =
          IntStream.range(wave.first(), wave.next()).boxed().flatMap(this::noises).toList();
      return new Draw<>(wave, noises, Phase.INITIAL, settings.initialParticles() > 1 || judges(0));
    }
    int width = wave.widths().getFirst();
    List<Particle> next =
        wave.standing().stream().flatMap(survivor -> children(survivor, width)).toList();
    return new Draw<>(wave, next, Phase.SEARCH, judges(next.getFirst().step()));
  }

  private Stream<Particle> noises(int chain) {
    return IntStream.range(0, settings.initialParticles())
        .mapToObj(draw -> sampling.initial(chain, draw));
  }

  private Stream<Particle> children(Survivor survivor, int width) {
    return draws(survivor, width).mapToObj(draw -> sampling.next(survivor.particle(), draw));
  }

  @Override
  public Turn<Wave> walked(Wave wave, List<Particle> evaluated, Budget budget) {
    if (wave.isFresh()) {
      return goOn(wave.at(evaluated.stream().map(Survivor::unjudged).toList()));
    }
    int width = wave.widths().getFirst();
    List<Survivor> walked =
        IntStream.range(0, evaluated.size())
            .mapToObj(i -> wave.standing().get(i / width).walked(evaluated.get(i)))
            .toList();
    return goOn(wave.stepped(walked));
  }

  private Turn<Wave> goOn(Wave wave) {
    return wave.isThrough()
        ? Turn.finish(wave, new Finish(particles(wave.standing()), settings.finishSteps()))
        : Turn.draw(wave);
  }

  @Override
  public Turn<Wave> settle(Wave wave, List<Candidate> candidates, Budget budget) {
    List<Survivor> survivors =
        wave.isFresh() ? bestNoises(wave, candidates) : survivors(wave, candidates);
    Wave after = wave.isFresh() ? wave.at(survivors) : wave.stepped(survivors);
    return next(after, candidates, budget).accepting(of(survivors, candidates));
  }

  private List<Survivor> bestNoises(Wave wave, List<Candidate> candidates) {
    List<Survivor> best = new ArrayList<>();
    for (int chain = 0; chain < wave.chains(); chain++) {
      int from = chain * settings.initialParticles();
      best.add(
          Survivor.of(
              Candidate.best(candidates.subList(from, from + settings.initialParticles()))));
    }
    return best;
  }

  private Turn<Wave> next(Wave wave, List<Candidate> candidates, Budget budget) {
    if (wave.isThrough() && judges(settings.steps() - 1)) {
      return Turn.answer(wave, finalists(wave.standing(), candidates));
    }
    List<Particle> promising =
        particles(wave.standing().stream().filter(one -> budget.isTarget(one.reward())).toList());
    int cost = promising.size() * settings.finishNfe();
    return promising.isEmpty() || !answersWithLookAheads() || cost > Widths.spare(wave)
        ? goOn(wave)
        : Turn.finish(Widths.less(wave, cost), new Finish(promising, settings.finishSteps()));
  }

  private static List<Candidate> of(List<Survivor> survivors, List<Candidate> candidates) {
    return candidates.stream()
        .filter(
            candidate ->
                survivors.stream()
                    .anyMatch(one -> one.particle().latent() == candidate.particle().latent()))
        .toList();
  }

  static List<Particle> particles(Collection<Survivor> survivors) {
    return survivors.stream().map(Survivor::particle).toList();
  }

  @Override
  public Turn<Wave> finished(Wave wave, List<Candidate> images, Budget budget) {
    if (!wave.isThrough()) {
      return Turn.draw(wave);
    }
    Wave next = wave(wave.next(), budget.unspent());
    return next.chains() == 0 ? Turn.over(wave) : Turn.draw(next);
  }

  @Override
  public @Nullable Turn<Wave> conclude(Wave wave, SearchState standing) {
    if (!standing.best().isEmpty() && standing.best().getFirst().finished()) {
      return Turn.over(wave);
    }
    boolean finishes = standing.progress() instanceof Progress.Finishing;
    return finishes || wave.isFresh()
        ? null
        : Turn.finish(
            wave.endingHere(), new Finish(particles(wave.standing()), settings.finishSteps()));
  }

  @Override
  public int roundsToConclude() {
    return settings.finishSteps();
  }

  /** A wave under way goes on as it is; after it come such as the further budget pays for. */
  @Override
  public @Nullable Wave extended(Wave wave, Budget budget) {
    if (!wave.isThrough() && !wave.isFresh()) {
      return wave;
    }
    Wave next = wave(wave.isFresh() ? wave.first() : wave.next(), budget.unspent());
    return next.chains() == 0 ? null : next;
  }

  @Override
  public Wave extendedWhileJudged(Wave wave, Budget budget) {
    return wave;
  }
}
