package dev.rollover.search;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One chain of Rollover Budget Forcing, at a step whose candidates are being drawn.
 *
 * @param index its number
 * @param step that is being drawn; M once the last one is over
 * @param current where it stands: the candidate the step before ended with; none at step 0
 * @param finished whether the image of where it stands was made already, and fell short
 * @param record r*, the reward to beat: the highest that the chain moved to; −∞ at step 0
 * @param quota NFE that this step may still draw
 * @param left NFE that this step and all after it may still draw, step 0's apart
 * @param draws candidates of this step so far
 * @param seen the best candidates of this step so far, the best first
 */
record RolloverChain(
    int index,
    int step,
    @Nullable Candidate current,
    boolean finished,
    double record,
    int quota,
    int left,
    int draws,
    List<Candidate> seen) {

  RolloverChain {
    seen = List.copyOf(seen);
  }

  static RolloverChain start(int index, RolloverQuotas quotas) {
    return new RolloverChain(
        index,
        0,
        null,
        false,
        Double.NEGATIVE_INFINITY,
        quotas.of(0),
        quotas.share(),
        0,
        List.of());
  }

  /** Whether its last step is over. */
  boolean isOver(RolloverQuotas quotas) {
    return step > quotas.lastStep();
  }

  /** Where it stands, once it has left step 0. */
  Candidate position() {
    return Objects.requireNonNull(current, "a chain stands nowhere before its first noise");
  }

  /**
   * The candidates that an answer may come from: this step's, and where the chain stands; not what
   * was finished already.
   */
  Stream<Candidate> newest() {
    return Stream.concat(Stream.ofNullable(current), seen.stream())
        .filter(candidate -> !(finished && candidate.particle().id().equals(positionId())));
  }

  private Particle.Id positionId() {
    return position().particle().id();
  }

  /** After so many draws were paid for. */
  RolloverChain drawn(int count) {
    int leftAfter = step == 0 ? left : left - count;
    return new RolloverChain(
        index, step, current, finished, record, quota - count, leftAfter, draws + count, seen);
  }

  /** With draws among its quota again that were made, and paid for, ahead of a decision. */
  RolloverChain undecided(int surplus) {
    return new RolloverChain(
        index, step, current, finished, record, quota + surplus, left, draws, seen);
  }

  /** The particle that it stands at, if that has no gradient. */
  Stream<Particle> unguided() {
    return Stream.ofNullable(current)
        .map(Candidate::particle)
        .filter(particle -> particle.gradient() == null);
  }

  /** With the gradient of where it stands. */
  RolloverChain guided(UnaryOperator<Particle> guided) {
    Candidate at = current == null ? null : current.with(guided.apply(current.particle()));
    return new RolloverChain(index, step, at, finished, record, quota, left, draws, seen);
  }

  /** States that it still leads on from, and has no gradient of. */
  int ahead(RolloverQuotas quotas) {
    return Math.max(0, quotas.lastStep() - step) + (isOver(quotas) ? 0 : (int) unguided().count());
  }

  /** What it is still to draw. */
  int planned() {
    return step == 0 ? quota + left : left;
  }

  /** With something to draw at a step that is not over, if what it drew last is not judged. */
  RolloverChain waiting(RolloverQuotas quotas) {
    int least = isOver(quotas) ? 0 : 1;
    return new RolloverChain(
        index, step, current, finished, record, Math.max(quota, least), left, draws, seen);
  }

  /**
   * With more to spend, or less if it can spare that: at its last step at once, and before that as
   * the quotas have it.
   */
  RolloverChain extended(int more, RolloverQuotas quotas) {
    int after = left + more;
    int most = after - (quotas.lastStep() - step);
    int now = step == 0 ? quota : step == quotas.lastStep() ? after : Math.min(quota, most);
    return new RolloverChain(index, step, current, finished, record, now, after, draws, seen);
  }

  /** Whether so many NFE can be spent on something else and every step still draws once. */
  boolean canSpare(int nfe, RolloverQuotas quotas) {
    return left - nfe >= quotas.lastStep() - Math.max(step, 1) + 1;
  }

  /** After NFE that it can spare were spent on the image of where it stands. */
  RolloverChain finishing(int nfe, RolloverQuotas quotas) {
    int remaining = left - nfe;
    int now =
        isOver(quotas) ? 0 : Math.clamp(quota - nfe, 1, remaining - (quotas.lastStep() - step));
    return new RolloverChain(index, step, current, true, record, now, remaining, draws, seen);
  }

  /** After some of its candidates were scored, of which the best {@code keep} are remembered. */
  RolloverChain saw(List<Candidate> candidates, int keep) {
    List<Candidate> best = Candidate.best(Stream.concat(seen.stream(), candidates.stream()), keep);
    return new RolloverChain(index, step, current, finished, record, quota, left, draws, best);
  }

  /**
   * On to the next step from one of this step's candidates. What is left of the quota rolls over;
   * the last step gets all that is left, and what was spared from the steps before it is missing
   * from their quotas last of all.
   */
  RolloverChain moveTo(Candidate candidate, RolloverQuotas quotas) {
    double highest = Math.max(record, candidate.reward());
    if (step == quotas.lastStep()) {
      return new RolloverChain(index, step + 1, candidate, false, highest, 0, left, draws, seen);
    }
    int next = step + 1;
    int nextQuota =
        next == quotas.lastStep()
            ? left
            : Math.min(quotas.of(next) + quota, left - (quotas.lastStep() - next));
    return new RolloverChain(index, next, candidate, false, highest, nextQuota, left, 0, List.of());
  }
}
