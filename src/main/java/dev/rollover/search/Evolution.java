package dev.rollover.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evolution of noises, rectangle by rectangle: the noises whose samples are the best so far are
 * kept, but for a part of the picture in which they are drawn afresh.
 *
 * <pre>
 * for each generation, the first of {@code chains} drafts and the others of λ:
 *   for each draft:
 *     x_1 ← N(0, I) in the first generation, else mutate(one of the μ best noises so far)
 *     — the best of {@code initialParticles} such by r(x_{0|1}), an answer already if that is the
 *     target
 *     x ← {@code steps} steps from x_1;  v ← r(x_{0|s}), s the last time
 *   x_0 ← finish(the F best x by v, of those that are among the μ best now or at the target)
 *   keep the best of all
 *
 * mutate(x_1): x'_1 ← ε ~ N(0, I) within a rectangle, x_1 outside of it; the rectangle's sides are
 *   uniform from one token to the whole image's, and so is its place among those where it fits
 * </pre>
 *
 * <p>Noise that is replaced in a part is standard normal as a whole, so every child is a sample of
 * the model like any other; what it shares with its parent is the part of the picture that was left
 * alone, for a flow's image is made of its noise place by place. Large rectangles explore and small
 * ones mend. The idea of searching near the noises of good samples is that of the zero-order search
 * of Ma et al. (2025, arXiv 2501.09732) and of EvoSearch (2025, arXiv 2505.17618), which change the
 * whole noise a little instead.
 *
 * <p>A draft costs initialParticles + steps − 1 NFE, and the finish steps after the first come on
 * top for at most F of a generation.
 */
final class Evolution extends DraftRule {

  private final EvolutionSettings own;
  private final PhiloxUniforms chance;

  Evolution(SearchPlan plan, EvolutionSettings own, Sampling sampling) {
    super(plan, sampling);
    this.own = own;
    this.chance = new PhiloxUniforms(plan.seed());
  }

  @Override
  int affordable(int nfe) {
    return Math.min(settings.chains(), own.affordable(settings, nfe));
  }

  @Override
  public Draw<Drafts> draw(Drafts drafts) {
    boolean ends = drafts.taken() + 1 == settings.steps();
    if (!drafts.isFresh()) {
      List<Particle> next =
          drafts.standing().stream().map(standing -> sampling.next(standing, 0)).toList();
      return new Draw<>(drafts, next, Phase.SEARCH, ends);
    }
    boolean judged = ends || settings.initialParticles() > 1;
    return new Draw<>(drafts, noises(drafts), Phase.INITIAL, judged);
  }

  private List<Particle> noises(Drafts drafts) {
    List<Particle> fresh =
        sampling.initials(drafts.first(), drafts.batch(), settings.initialParticles());
    return drafts.best().isEmpty()
        ? fresh
        : fresh.stream().map(each -> child(drafts, each)).toList();
  }

  /** A parent's noise, with a part of it replaced; each parent has as many children. */
  private Particle child(Drafts drafts, Particle fresh) {
    Particle.Id id = fresh.id();
    int parent = (id.chain() - drafts.first()) % drafts.best().size();
    Rectangle part =
        Rectangle.anywhere(sampling.shape(), chance.of(id.chain(), id.step(), id.draw()));
    float[] kept = drafts.best().get(parent).noise().latent();
    return fresh.at(part.replaced(kept, fresh.latent()));
  }

  @Override
  public Turn<Drafts> walked(Drafts drafts, List<Particle> evaluated, Budget budget) {
    return Turn.draw(drafts.walked(evaluated));
  }

  @Override
  public Turn<Drafts> settle(Drafts before, List<Candidate> candidates, Budget budget) {
    List<Candidate> drafted = before.isFresh() ? Candidate.bestOfEachChain(candidates) : candidates;
    Drafts drafts = before.walked(drafted.stream().map(Candidate::particle).toList());
    if (drafts.taken() < settings.steps()) {
      return onTheWay(drafts, drafted, budget);
    }
    Drafts bred = drafts.drafted(drafted).scored(List.of(), own.parents());
    List<Candidate> shown =
        Candidate.best(
            drafted.stream().filter(each -> isWorthFinishing(each, bred, budget)), own.finalists());
    return shown.isEmpty() ? goOn(bred, budget) : Turn.answer(bred, shown).accepting(shown);
  }

  /** What is worse by its look ahead than an earlier draft is hardly ever better in full. */
  private static boolean isWorthFinishing(Candidate draft, Drafts bred, Budget budget) {
    return budget.isTarget(draft.reward()) || bred.goesOnFrom(draft.particle().chain());
  }

  /** Drafts that begin at the target may be there already, where nothing is spent to see. */
  private Turn<Drafts> onTheWay(Drafts drafts, List<Candidate> drafted, Budget budget) {
    List<Candidate> promising =
        drafted.stream().filter(each -> budget.isTarget(each.reward())).toList();
    return promising.isEmpty() || settings.finishNfe() > 0
        ? Turn.draw(drafts).accepting(drafted)
        : Turn.answer(drafts, promising).accepting(drafted);
  }

  @Override
  public Turn<Drafts> finished(Drafts drafts, List<Candidate> images, Budget budget) {
    return goOn(drafts, budget);
  }

  /** The next generation, if the NFE pay for any of it. */
  @Override
  @Nullable Drafts next(Drafts drafts, Budget budget) {
    int batch = Math.min(own.children(), own.affordable(settings, budget.affordable()));
    return batch == 0 ? null : drafts.next(batch);
  }

  @Override
  public int roundsToConclude() {
    return settings.finishSteps();
  }

  /** Goes on with the generation that is being made, and with others as far as it is paid for. */
  @Override
  public @Nullable Drafts extended(Drafts drafts, Budget budget) {
    if (drafts.isBetween()) {
      return next(drafts, budget);
    }
    int steps =
        drafts.isFresh()
            ? drafts.batch() * own.draftNfe(settings)
            : drafts.standing().size() * (settings.steps() - drafts.taken());
    int finish = Math.min(drafts.batch(), own.finalists()) * settings.finishNfe();
    return steps + finish <= budget.affordable() ? drafts : null;
  }
}
