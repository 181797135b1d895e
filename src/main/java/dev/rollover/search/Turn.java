package dev.rollover.search;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What a rule makes of a round.
 *
 * @param state of the rule now
 * @param next what is to be done
 * @param accepted particles that a chain moved on to, or that are samples of their own
 * @param rolledOver NFE that steps left unused and handed on
 * @param speculative NFE that were spent on draws which, one after another, would not have been
 *     made
 */
record Turn<S extends RuleState>(
    S state, Next next, Set<Particle.Id> accepted, int rolledOver, int speculative) {

  /** What is to be done after a round. */
  sealed interface Next {

    /** Draw. */
    record Drawing() implements Next {}

    /** Finish some particles, in so many steps. */
    record Finishing(Finish finish) implements Next {}

    /** Take judged candidates as answers; finish them first if there is anything to finish. */
    record Answering(List<Candidate> candidates) implements Next {}

    /** Take judged candidates as answers as they stand, by their full images. */
    record Showing(List<Candidate> candidates) implements Next {}

    /** Nothing. */
    record Over() implements Next {}
  }

  Turn {
    accepted = Set.copyOf(accepted);
  }

  static <S extends RuleState> Turn<S> draw(S state) {
    return new Turn<>(state, new Next.Drawing(), Set.of(), 0, 0);
  }

  static <S extends RuleState> Turn<S> finish(S state, Finish finish) {
    return new Turn<>(state, new Next.Finishing(finish), Set.of(), 0, 0);
  }

  static <S extends RuleState> Turn<S> answer(S state, List<Candidate> candidates) {
    return new Turn<>(state, new Next.Answering(candidates), Set.of(), 0, 0);
  }

  static <S extends RuleState> Turn<S> show(S state, List<Candidate> candidates) {
    return new Turn<>(state, new Next.Showing(candidates), Set.of(), 0, 0);
  }

  static <S extends RuleState> Turn<S> over(S state) {
    return new Turn<>(state, new Next.Over(), Set.of(), 0, 0);
  }

  /** Notes which candidates were accepted. */
  Turn<S> accepting(Collection<Candidate> candidates) {
    Set<Particle.Id> ids =
        Set.copyOf(candidates.stream().map(candidate -> candidate.particle().id()).toList());
    return new Turn<>(state, next, ids, rolledOver, speculative);
  }

  /** Books NFE that are handed on. */
  Turn<S> rollingOver(int evaluations) {
    return new Turn<>(state, next, accepted, evaluations, speculative);
  }

  /** Books NFE that were spent ahead of a decision which did not need them. */
  Turn<S> speculating(int evaluations) {
    return new Turn<>(state, next, accepted, rolledOver, evaluations);
  }

  boolean accepts(Candidate candidate) {
    return accepted.contains(candidate.particle().id());
  }
}
