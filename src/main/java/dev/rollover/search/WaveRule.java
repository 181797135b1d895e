package dev.rollover.search;

import java.nio.FloatBuffer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
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

  /** The highest reward first. */
  static final Comparator<Survivor> BEST_FIRST =
      Comparator.comparingDouble(Survivor::reward).reversed();

  /** Of looks ahead at the target so many are finished at once: one good image is enough. */
  private static final int MOST_TRIED = 2;

  /** Where there is no time, no more are finished than are worth it. */
  private static final int MOST_CONCLUDED = 4;

  final SamplingSettings settings;
  final int keep;
  final Guidance guidance;
  final Sampling sampling;

  WaveRule(SearchPlan plan, Sampling sampling) {
    this.settings = plan.settings().sampling();
    this.guidance = plan.settings().own().guidance();
    this.keep = plan.keep();
    this.sampling = sampling;
  }

  /** The chains of the next wave; 0 when the NFE do not pay for one. */
  abstract int affordableChains(int nfe);

  /** The candidates that each chain of a new wave draws at each step from 1 to M − 1. */
  abstract List<Integer> widths(int chains, int nfe);

  /** Whether the candidates of a step are judged by a look ahead. */
  abstract boolean judges(int step);

  /** Who goes on from judged candidates of a step, chain by chain. */
  abstract List<Survivor> survivors(Wave before, List<Candidate> candidates);

  /** Who a wave starts with, of the noises that were judged. */
  List<Survivor> started(Wave wave, List<Survivor> noises) {
    return noises;
  }

  /** The number of the first chain after a wave. */
  int next(Wave wave) {
    return wave.next();
  }

  /** The draws of one survivor's next step. */
  IntStream draws(Survivor survivor, int count) {
    return IntStream.range(0, count);
  }

  /** How the candidates of a wave's steps are counted. */
  Widths widths(Wave wave) {
    return new Widths(wave.chains(), 1, 0);
  }

  /** Which of the last step's candidates are finished. */
  abstract List<Candidate> finalists(
      List<Survivor> survivors, List<Candidate> candidates, Budget budget);

  @Override
  public Wave start(Budget budget) {
    return wave(0, budget.affordable());
  }

  private Wave wave(int first, int nfe) {
    int chains = affordableChains(nfe);
    return new Wave(first, chains, chains == 0 ? List.of() : widths(chains, nfe), List.of());
  }

  @Override
  public List<Particle> unguided(Wave wave) {
    return guidance.isOn()
        ? distinct(particles(wave.standing()).stream())
            .filter(particle -> particle.gradient() == null)
            .toList()
        : List.of();
  }

  @Override
  public Wave guided(Wave wave, UnaryOperator<Particle> guided) {
    return wave.at(
        wave.standing().stream().map(one -> one.with(guided.apply(one.particle()))).toList());
  }

  @Override
  public Draw<Wave> draw(Wave wave) {
    if (wave.isFresh()) {
      List<Particle> noises =
          sampling.initials(wave.first(), wave.chains(), settings.initialParticles());
      return new Draw<>(wave, noises, Phase.INITIAL, settings.initialParticles() > 1 || judges(0));
    }
    int count = widths(wave).draws(wave);
    List<Particle> next =
        wave.standing().stream().flatMap(survivor -> children(survivor, count)).toList();
    return new Draw<>(wave, next, Phase.SEARCH, judges(next.getFirst().step()));
  }

  private Stream<Particle> children(Survivor survivor, int count) {
    return draws(survivor, count).mapToObj(draw -> sampling.next(survivor.particle(), draw));
  }

  @Override
  public Turn<Wave> walked(Wave wave, List<Particle> evaluated, Budget budget) {
    if (wave.isFresh()) {
      return goOn(wave.at(evaluated.stream().map(Survivor::unjudged).toList()));
    }
    int count = widths(wave).draws(wave);
    List<Survivor> walked =
        IntStream.range(0, evaluated.size())
            .mapToObj(i -> wave.standing().get(i / count).walked(evaluated.get(i)))
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
        wave.isFresh()
            ? started(
                wave, Candidate.bestOfEachChain(candidates).stream().map(Survivor::of).toList())
            : survivors(wave, candidates);
    Wave after = wave.isFresh() ? wave.at(survivors) : wave.stepped(survivors);
    return next(after, candidates, budget).accepting(of(survivors, candidates));
  }

  private Turn<Wave> next(Wave wave, List<Candidate> candidates, Budget budget) {
    if (wave.isThrough() && judges(settings.steps() - 1)) {
      return Turn.answer(wave, finalists(wave.standing(), candidates, budget));
    }
    List<Particle> promising =
        best(
            wave.standing().stream().filter(one -> budget.isTarget(one.reward())).toList(),
            Math.max(keep, MOST_TRIED));
    int cost = promising.size() * settings.finishNfe();
    return promising.isEmpty() || !answersWithLookAheads() || cost > widths(wave).spare(wave)
        ? goOn(wave)
        : Turn.finish(widths(wave).less(wave, cost), new Finish(promising, settings.finishSteps()));
  }

  /** Those of some candidates that are among the survivors. */
  static List<Candidate> of(List<Survivor> survivors, List<Candidate> candidates) {
    return candidates.stream()
        .filter(
            candidate ->
                survivors.stream()
                    .anyMatch(one -> one.particle().latent() == candidate.particle().latent()))
        .toList();
  }

  /** The best so many of some survivors, those of one latent once. */
  private static List<Particle> best(List<Survivor> survivors, int count) {
    return distinct(survivors.stream().sorted(BEST_FIRST).map(Survivor::particle))
        .limit(count)
        .toList();
  }

  /**
   * Those of some particles that have a latent which none before them has; by its numbers, since
   * arrays that were one are several once they were stored.
   */
  private static Stream<Particle> distinct(Stream<Particle> particles) {
    Set<FloatBuffer> latents = new HashSet<>();
    return particles.filter(particle -> latents.add(FloatBuffer.wrap(particle.latent())));
  }

  /** How many particles what is left of a budget can finish. */
  private int affordableFinishes(Budget budget) {
    return settings.finishNfe() == 0
        ? Integer.MAX_VALUE
        : budget.affordable() / settings.finishNfe();
  }

  /** The best so many of the last step's candidates, if as many can be finished. */
  List<Candidate> affordableBest(List<Candidate> candidates, int wanted, Budget budget) {
    int count = Math.min(Math.max(keep, wanted), affordableFinishes(budget));
    return Candidate.best(candidates.stream(), count);
  }

  static List<Particle> particles(Collection<Survivor> survivors) {
    return survivors.stream().map(Survivor::particle).toList();
  }

  @Override
  public Turn<Wave> finished(Wave wave, List<Candidate> images, Budget budget) {
    if (!wave.isThrough()) {
      return Turn.draw(wave);
    }
    Wave next = wave(next(wave), budget.affordable());
    return next.chains() == 0 ? Turn.over(wave) : Turn.draw(next);
  }

  @Override
  public @Nullable Turn<Wave> conclude(Wave wave, SearchState standing) {
    if (!standing.best().isEmpty() && standing.best().getFirst().finished()) {
      return Turn.over(wave);
    }
    if (standing.progress() instanceof Progress.Finishing || wave.isFresh()) {
      return null;
    }
    int count = Math.min(Math.max(keep, MOST_CONCLUDED), affordableFinishes(standing.budget()));
    return Turn.finish(
        wave.endingHere(), new Finish(best(wave.standing(), count), settings.finishSteps()));
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
    Wave next = wave(wave.isFresh() ? wave.first() : next(wave), budget.affordable());
    return next.chains() == 0 ? null : next;
  }

  @Override
  public Wave extendedWhileJudged(Wave wave, Budget budget) {
    return wave;
  }
}
