package dev.rollover.search;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a rule, one round at a time. What all searches share is here, once: to draw and
 * evaluate, to judge, to finish, to conclude, to go on.
 *
 * <pre>
 * guide:   rule.unguided, if any;        one call for their gradients
 * draw:    particles ← rule.draw;        one call for their velocities
 * judge:   candidates ← look ahead;      one call for images and scores;  rule.settle decides
 *          by the gate's scores where there is one, and what it lets pass is finished
 * finish:  one ODE step, or at its end one call for images and scores;    rule.finished decides
 * </pre>
 *
 * <p>A round makes at most one call for velocities or gradients, or one for images and their
 * scores; between two rounds a search can be left, stored and taken up again.
 */
final class Phases<S extends RuleState> {

  private final Rule<S> rule;
  private final SamplingSettings sampling;
  private final int keep;
  private final World world;

  Phases(Rule<S> rule, SearchPlan plan, World world) {
    this.rule = rule;
    this.sampling = plan.settings().sampling();
    this.keep = plan.keep();
    this.world = world;
  }

  /** Where a search begins, before any call. */
  Progress start(Budget budget) {
    return new Progress.Drawing(rule.start(budget));
  }

  /** One round; books what it spends. */
  SearchState advance(SearchState state) {
    return switch (state.progress()) {
      case Progress.Drawing drawing -> draw(state, ruleState(drawing));
      case Progress.Judging judging -> judge(state, ruleState(judging), judging.drawn());
      case Progress.Finishing finishing -> finish(state, ruleState(finishing), finishing.finish());
      case Progress.Done done -> throw new IllegalStateException("the search is over: " + done);
    };
  }

  private SearchState draw(SearchState state, S current) {
    List<Particle> unguided = rule.unguided(current);
    if (!unguided.isEmpty()) {
      return guide(state, current, unguided);
    }
    Draw<S> draw = rule.draw(current);
    Budget budget = state.budget().spendVelocities(draw.phase(), draw.particles().size());
    List<Particle> evaluated = world.evaluate(draw.particles());
    if (draw.judged()) {
      return state.with(budget, new Progress.Judging(draw.state(), evaluated));
    }
    return turned(
        state.with(budget, state.progress()), rule.walked(draw.state(), evaluated, budget));
  }

  /** What a gate says decides who goes on, and is neither in the trace nor an answer. */
  private SearchState passGate(SearchState state, S current, List<Particle> drawn) {
    Budget budget = state.budget().spendGated(drawn.size());
    Turn<S> turn = rule.settle(current, world.lookAhead(drawn), budget);
    return turned(
        state.with(
            budget.rollOver(turn.rolledOver()).speculate(turn.speculative()), state.progress()),
        turn);
  }

  private SearchState guide(SearchState state, S current, List<Particle> unguided) {
    Budget budget = state.budget().spendVelocities(Phase.GUIDANCE, Guidance.NFE * unguided.size());
    Map<FloatBuffer, float[]> byLatent = world.gradients(unguided);
    S guided =
        rule.guided(
            current,
            particle -> {
              float[] gradient = byLatent.get(FloatBuffer.wrap(particle.latent()));
              return gradient == null ? particle : particle.withGradient(gradient);
            });
    return state.with(budget, new Progress.Drawing(guided));
  }

  private SearchState judge(SearchState state, S current, List<Particle> drawn) {
    if (world.gate().isPresent()) {
      return passGate(state, current, drawn);
    }
    Budget budget = state.budget().spendJudgements(drawn.size());
    List<Candidate> looks = world.lookAhead(drawn);
    SearchState learnt = learning(state, looks);
    List<Candidate> candidates =
        scaled(learnt, looks)
            .map(candidate -> isAnswer(candidate, budget) ? candidate.asFinished() : candidate)
            .toList();
    Turn<S> turn = rule.settle(current, candidates, budget);
    SearchState judged =
        learnt
            .with(
                budget.rollOver(turn.rolledOver()).speculate(turn.speculative()), state.progress())
            .judged(candidates, turn::accepts, keep);
    return judged.hasReachedTarget()
        ? judged.with(Progress.Done.ended(turn.state()))
        : turned(judged, turn);
  }

  /** What is learnt from some candidates of the scales that they are to be on. */
  private SearchState learning(SearchState state, List<Candidate> scored) {
    return state.learning(world.reward(), scored.stream().map(Candidate::score).toList(), keep);
  }

  private Stream<Candidate> scaled(SearchState learnt, List<Candidate> scored) {
    return scored.stream().map(candidate -> candidate.on(learnt.scales(), world.reward()));
  }

  /** Where nothing is to be finished, a posterior mean at the target is the answer. */
  private boolean isAnswer(Candidate candidate, Budget budget) {
    boolean isEnough =
        isFinalImage() && rule.answersWithLookAheads() && budget.isTarget(candidate.reward());
    return isEnough || sampling.answersLookAheads();
  }

  /** Whether a look ahead shows the very image that its particle would end in. */
  private boolean isFinalImage() {
    return sampling.finishSteps() == 1 && !world.previews() && world.gate().isEmpty();
  }

  private SearchState finish(SearchState state, S current, Finish finish) {
    List<Particle> moved = finish.moved();
    if (!finish.isLastStep()) {
      Budget budget = state.budget().spendVelocities(Phase.FINISH, moved.size());
      return state.with(
          budget, new Progress.Finishing(current, finish.after(world.evaluate(moved))));
    }
    Budget budget = state.budget().spendJudgements(moved.size());
    List<Candidate> judged = world.judge(moved);
    SearchState learnt = learning(state, judged);
    List<Candidate> images = scaled(learnt, judged).toList();
    Turn<S> turn = rule.finished(current, images, budget);
    return ended(learnt.with(budget, state.progress()).judged(images, turn::accepts, keep), turn);
  }

  private SearchState ended(SearchState state, Turn<S> turn) {
    boolean isOver = state.hasReachedTarget() || state.ending() != null;
    return isOver ? state.with(Progress.Done.ended(turn.state())) : turned(state, turn);
  }

  private SearchState turned(SearchState state, Turn<S> turn) {
    return switch (turn.next()) {
      case Turn.Next.Drawing drawing -> state.with(new Progress.Drawing(turn.state()));
      case Turn.Next.Over over -> state.with(Progress.Done.ended(turn.state()));
      case Turn.Next.Finishing finishing ->
          state.with(new Progress.Finishing(turn.state(), finishing.finish()));
      case Turn.Next.Answering answering ->
          answered(state, turn, answering.candidates(), sampling.finishSteps());
      case Turn.Next.Showing showing -> answered(state, turn, showing.candidates(), 1);
    };
  }

  /** Takes candidates as answers, after so many steps of a finish if there is anything to do. */
  private SearchState answered(
      SearchState state, Turn<S> turn, List<Candidate> candidates, int steps) {
    if (steps > 1 || world.previews() || world.gate().isPresent()) {
      List<Particle> particles = candidates.stream().map(Candidate::particle).toList();
      return state.with(new Progress.Finishing(turn.state(), new Finish(particles, steps)));
    }
    // A rule may have kept them since before the scales were what they are.
    List<Candidate> answers = scaled(state, candidates).map(Candidate::asFinished).toList();
    return ended(
        state.keeping(answers, keep), rule.finished(turn.state(), answers, state.budget()));
  }

  /**
   * Turns to the shortest way to an answer, for want of time; stays as it is when it is on that way
   * or has nothing to answer with yet.
   */
  SearchState conclude(SearchState state) {
    @Nullable Turn<S> turn = rule.conclude(ruleState(state.progress()), state);
    if (turn == null) {
      return state;
    }
    return turn.next() instanceof Turn.Next.Over
        ? state.with(Progress.Done.leaving(state.progress()))
        : turned(state, turn);
  }

  /** At most so many rounds lead from {@link #conclude} to the end. */
  int roundsToConclude() {
    return Math.max(rule.roundsToConclude(), isFinalImage() ? 0 : 1);
  }

  /**
   * Goes on under other limits; is over when nothing more is to be had for them.
   *
   * @param state that ended, or was left, under its old limits
   */
  SearchState goOn(SearchState state, BudgetLimits limits) {
    SearchState standing = state.within(limits);
    boolean hasReachedTarget = standing.hasReachedTarget();
    boolean wasEnding = state.ending() != null;
    return switch (state.progress()) {
      case Progress.Done done ->
          hasReachedTarget
              ? standing.with(reached(done, standing.budget()))
              : extended(standing, done.before(), wasEnding);
      case Progress progress ->
          hasReachedTarget
              ? standing.with(Progress.Done.leaving(progress))
              : extended(standing, progress, wasEnding);
    };
  }

  /** What it would draw next but for its target is what the further budget pays for. */
  private Progress.Done reached(Progress.Done done, Budget budget) {
    @Nullable S further = done.left() == null ? rule.extended(ruleState(done), budget) : null;
    return further == null ? done : Progress.Done.ended(further);
  }

  private SearchState extended(SearchState standing, Progress progress, boolean wasEnding) {
    S current = ruleState(progress);
    Budget budget = standing.budget();
    return switch (progress) {
      case Progress.Judging judging ->
          standing.with(
              new Progress.Judging(rule.extendedWhileJudged(current, budget), judging.drawn()));
      case Progress.Finishing finishing -> extended(standing, current, finishing, wasEnding);
      default -> {
        @Nullable S further = rule.extended(current, budget);
        yield standing.with(
            further == null ? Progress.Done.ended(current) : new Progress.Drawing(further));
      }
    };
  }

  private SearchState extended(
      SearchState standing, S current, Progress.Finishing finishing, boolean wasEnding) {
    Finish finish = finishing.finish();
    Budget after = standing.budget().spendVelocities(Phase.FINISH, finish.nfe());
    @Nullable S further = rule.extended(current, after);
    SearchState going =
        standing.with(new Progress.Finishing(further == null ? current : further, finish));
    // What was to be its last finish has spent what its plan needs to go on.
    return further == null && wasEnding ? going.endingBy(Ending.COMPLETED) : going;
  }

  @SuppressWarnings("unchecked") // A state comes back to the rule that it came from.
  private S ruleState(Progress progress) {
    return (S) progress.rule();
  }
}
