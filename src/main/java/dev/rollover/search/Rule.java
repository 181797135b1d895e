package dev.rollover.search;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What makes one search: how many candidates it draws, whether they are judged, which survive, and
 * when it is over. A function of its state, without a model, a clock or a random source; {@link
 * Phases} carries out what it says.
 *
 * @param <S> what it carries between rounds
 */
interface Rule<S extends RuleState> {

  /** Where it begins, with all of a budget to spend. */
  S start(Budget budget);

  /**
   * Those of the particles which it is about to draw from that are to have a gradient first, and
   * have none yet; each latent once.
   */
  default List<Particle> unguided(S state) {
    return List.of();
  }

  /**
   * The same with gradients.
   *
   * @param guided a particle with the gradient of its latent, if it is one of {@link #unguided}
   */
  default S guided(S state, UnaryOperator<Particle> guided) {
    return state;
  }

  /** What is to be evaluated next. Draws at least one particle. */
  Draw<S> draw(S state);

  /** What becomes of particles that were evaluated, and are not to be judged. */
  Turn<S> walked(S state, List<Particle> evaluated, Budget budget);

  /** What becomes of candidates that were judged by a look ahead. */
  Turn<S> settle(S state, List<Candidate> candidates, Budget budget);

  /** What comes after some particles were finished, or looks ahead were taken as answers. */
  Turn<S> finished(S state, List<Candidate> images, Budget budget);

  /**
   * The shortest way to an answer, for want of time; none when the search is on it already, or is
   * to go on as it is until there is something to answer with.
   *
   * @param standing all else: its progress, the best so far
   */
  @Nullable Turn<S> conclude(S state, SearchState standing);

  /** At most so many rounds lead from {@link #conclude} to the end. */
  int roundsToConclude();

  /**
   * Where it goes on under other limits, which need not be where it would have stood had it known
   * them before; none when they do not pay for anything more.
   *
   * @param state where it stands, about to draw; it may be over
   * @param budget under those limits; what is being finished is spent already
   */
  @Nullable S extended(S state, Budget budget);

  /**
   * The same while what it has drawn is judged.
   *
   * @param state where it stands, about to settle
   * @param budget under those limits
   */
  S extendedWhileJudged(S state, Budget budget);

  /** Whether a look ahead that reaches the target is the answer where nothing is to be finished. */
  default boolean answersWithLookAheads() {
    return true;
  }
}
