package dev.rollover.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What searches that make batches of drafts have in common. */
abstract class DraftRule implements Rule<Drafts> {

  final SamplingSettings settings;
  final Sampling sampling;

  DraftRule(SearchPlan plan, Sampling sampling) {
    this.settings = plan.settings().sampling();
    this.sampling = sampling;
  }

  /** Drafts that some NFE can make at once; 0 if none. */
  abstract int affordable(int nfe);

  /** What comes after drafts that are through; none if the NFE pay for nothing more. */
  abstract @Nullable Drafts next(Drafts drafts, Budget budget);

  /** Goes on with what is being made, or else with what comes next. */
  final Turn<Drafts> goOn(Drafts drafts, Budget budget) {
    if (!drafts.isBetween()) {
      return Turn.draw(drafts);
    }
    @Nullable Drafts next = next(drafts, budget);
    return next == null ? Turn.over(drafts) : Turn.draw(next);
  }

  @Override
  public Drafts start(Budget budget) {
    return Drafts.start(affordable(budget.affordable()));
  }

  @Override
  public @Nullable Turn<Drafts> conclude(Drafts drafts, SearchState standing) {
    if (!standing.best().isEmpty() && standing.best().getFirst().finished()) {
      return Turn.over(drafts);
    }
    if (standing.progress() instanceof Progress.Finishing) {
      return null;
    }
    List<Particle> known = standing.progress().known();
    List<Particle> particles = known.isEmpty() ? drafts.standing() : known;
    return particles.isEmpty() ? null : Turn.finish(drafts, new Finish(particles, 1));
  }

  @Override
  public int roundsToConclude() {
    return 1;
  }

  /** What is judged ends its batch, whatever comes next. */
  @Override
  public Drafts extendedWhileJudged(Drafts drafts, Budget budget) {
    return drafts;
  }
}
