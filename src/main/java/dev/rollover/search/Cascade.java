package dev.rollover.search;

import dev.rollover.flow.TimeGrid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cascade of drafts, each stage dearer and for fewer: the idea of Flash-BoN (2026, arXiv
 * 2607.04461) without its caches.
 *
 * <pre>
 * for each batch of up to {@code chains} drafts, D of them in all:
 *   x_1 ← the best of {@code initialParticles} noises by g(x_{0|1}), for each draft
 *   x ← {@code draftSteps} steps from x_1;  v ← g(x_{0|s}) by the preview decoder, s the last time
 *   for the best ⌈{@code share} · batch⌉ by v, and no fewer than F:
 *     r ← r(x_{0|s}) by the full decoder, an answer already
 * for the F best by r:  x_0 ← finish({@code steps} steps from the same x_1)
 * keep the best of all full images
 * </pre>
 *
 * <p>A draft costs d = initialParticles + draftSteps − 1 NFE, a finalist f = steps + finishSteps −
 * 2, for the velocity at its noise is known. What F finalists need is kept back, and all else makes
 * drafts: D = ⌊(NFE − F·f)/d⌋. The gate g is r itself unless the reward has another; then v is no
 * reward, stands in no trace, and answers nothing. Without either decoder or gate of their own v is
 * r. Drafts with the SDE are draws of their own: their finalists share the noise that they start
 * from and no other.
 */
final class Cascade extends DraftRule {

  private final CascadeSettings own;
  private final TimeGrid draftGrid;

  Cascade(SearchPlan plan, CascadeSettings own, Sampling sampling) {
    super(plan, sampling);
    this.own = own;
    this.draftGrid = sampling.grid(own.draftSteps());
  }

  /** Drafts that are paid for without the finalists' NFE. */
  @Override
  int affordable(int nfe) {
    int drafts = (nfe - own.finalNfe(settings)) / own.draftNfe(settings);
    return Math.clamp(drafts, 0, settings.chains());
  }

  @Override
  public Draw<Drafts> draw(Drafts before) {
    Drafts drafts =
        before.isBetween() ? before.scored(List.of(), own.finalists()).running() : before;
    boolean ends = !drafts.inFull() && drafts.taken() + 1 == own.draftSteps();
    if (drafts.isFresh()) {
      List<Particle> noises =
          sampling.initials(drafts.first(), drafts.batch(), settings.initialParticles());
      return new Draw<>(drafts, noises, Phase.INITIAL, ends || settings.initialParticles() > 1);
    }
    List<Particle> next = drafts.standing().stream().map(one -> stepped(drafts, one)).toList();
    return new Draw<>(drafts, next, drafts.inFull() ? Phase.FINISH : Phase.SEARCH, ends);
  }

  /** A finalist's states are numbered on from those of its draft. */
  private Particle stepped(Drafts drafts, Particle from) {
    int state = drafts.taken();
    int step = drafts.inFull() ? own.draftSteps() - 1 + state : state;
    TimeGrid grid = grid(drafts);
    return sampling.along(from, step, grid.at(state - 1), grid.at(state));
  }

  private TimeGrid grid(Drafts drafts) {
    return drafts.inFull() ? sampling.process().grid() : draftGrid;
  }

  @Override
  public Turn<Drafts> walked(Drafts before, List<Particle> evaluated, Budget budget) {
    Drafts drafts = before.walked(evaluated);
    return isThrough(drafts)
        ? Turn.finish(drafts, new Finish(evaluated, settings.finishSteps()))
        : Turn.draw(drafts);
  }

  /** Whether the finalists are to be finished, or were. */
  private boolean isThrough(Drafts drafts) {
    return drafts.inFull() && drafts.taken() == settings.steps();
  }

  @Override
  public Turn<Drafts> settle(Drafts before, List<Candidate> candidates, Budget budget) {
    List<Candidate> scored = before.isFresh() ? Candidate.bestOfEachChain(candidates) : candidates;
    Drafts drafts = before.walked(scored.stream().map(Candidate::particle).toList());
    if (drafts.taken() < own.draftSteps()) {
      return Turn.draw(drafts).accepting(scored);
    }
    int most = Math.max((int) Math.ceil(own.share() * scored.size()), own.finalists());
    List<Candidate> shown = Candidate.best(scored.stream(), most);
    return Turn.show(drafts.drafted(shown), shown).accepting(shown);
  }

  @Override
  public Turn<Drafts> finished(Drafts before, List<Candidate> images, Budget budget) {
    return goOn(
        isThrough(before) ? before.next(0) : before.scored(images, own.finalists()), budget);
  }

  /** Another batch if the NFE pay for it; else the finalists, if there are any. */
  @Override
  @Nullable Drafts next(Drafts drafts, Budget budget) {
    int batch = affordable(budget.affordable());
    if (batch > 0) {
      return drafts.next(batch);
    }
    return drafts.best().isEmpty() ? null : drafts;
  }

  /** Goes on with more drafts, of which the best that were not run in full are, in the end. */
  @Override
  public @Nullable Drafts extended(Drafts drafts, Budget budget) {
    if (drafts.isBetween() || isThrough(drafts)) {
      return next(drafts, budget);
    }
    int steps =
        drafts.isFresh()
            ? drafts.batch() * own.draftNfe(settings)
            : drafts.standing().size() * (grid(drafts).steps() - drafts.taken());
    int after =
        drafts.inFull() ? drafts.standing().size() * settings.finishNfe() : own.finalNfe(settings);
    return steps + after <= budget.affordable() ? drafts : null;
  }
}
