package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Draws at once decide what draws one after another would, while the budget does not bind: it does
 * when what a chain has left, less the draws that it paid for and did not need, cuts a step's
 * quota. Of the last step, whose quota is all that is left, that is so from the first such draw on;
 * it still decides the same if it accepts a draw within that quota.
 */
class RolloverDrawsTest {

  private static final int TRIALS = 600;

  private int compared;
  private int bound;
  private int unbound;

  @Test
  void decisions_are_those_of_drawing_one_after_another_while_the_budget_does_not_bind() {
    Random random = new Random(5);
    for (int i = 0; i < TRIALS; i++) {
      compare(random);
    }
    assertThat(compared).isGreaterThan(5 * TRIALS);
    assertThat(unbound).as("runs that are the same throughout").isGreaterThan(TRIALS / 10);
    assertThat(bound).as("budgets that bind").isGreaterThan(TRIALS / 10);
  }

  private void compare(Random random) {
    int particles = 1 + random.nextInt(3);
    int steps = 2 + random.nextInt(6);
    int chains = 1 + random.nextInt(3);
    int patience = random.nextBoolean() ? BudgetLimits.MOST_NFE : 2 + random.nextInt(9);
    Acceptance acceptance = random.nextBoolean() ? Acceptance.IMPROVEMENT : Acceptance.THRESHOLD;
    Variant variant = random.nextBoolean() ? Variant.PAPER : Variant.REFERENCE;
    int nfe = chains * (4 + steps * (1 + random.nextInt(12 * particles)));
    long seed = random.nextLong();
    Run single = run(variant, particles, 1, acceptance, patience, steps, chains, nfe, seed);
    int draws = 2 + random.nextInt(7);
    Run batched = run(variant, particles, draws, acceptance, patience, steps, chains, nfe, seed);
    boolean isSame = true;
    // The published variant's last step takes nothing before its quota is spent.
    int lastAccepting = variant == Variant.PAPER ? steps - 1 : steps - 2;
    for (int chain = 0; chain < chains; chain++) {
      isSame &=
          sameWhileUnbound(
              single.moves(chain), batched.moves(chain), particles, lastAccepting, steps - 1);
    }
    if (isSame) {
      unbound++;
      Ledger ledger = batched.end().budget().ledger();
      assertThat(ledger.nfe() - ledger.speculative())
          .isEqualTo(single.end().budget().ledger().nfe());
    } else {
      bound++;
    }
    assertThat(single.end().budget().ledger().speculative()).isZero();
  }

  /** Whether no quota was ever cut where that mattered; as long as it was not, moves agree. */
  private boolean sameWhileUnbound(
      List<Move> single, List<Move> batched, int particles, int lastAccepting, int lastStep) {
    assertThat(batched).hasSameSizeAs(single);
    for (int i = 0; i < single.size(); i++) {
      Move one = single.get(i);
      Move many = batched.get(i);
      int needed = (one.to().draw() / particles + 1) * particles;
      boolean isDecidedWithin =
          one.step() <= lastAccepting && one.accepted() && needed <= many.quota();
      if (many.quota() < one.quota() && !isDecidedWithin) {
        int kept = lastStep - one.step();
        assertThat(many.quota()).as("cut by what is left").isEqualTo(many.left() - kept);
        return false;
      }
      assertThat(many.to()).isEqualTo(one.to());
      assertThat(many.record()).isEqualTo(one.record());
      compared++;
    }
    return true;
  }

  /**
   * A chain's move.
   *
   * @param step it leaves
   * @param quota of that step when it was entered
   * @param left of all steps then
   * @param to where it stands now
   * @param accepted whether that was good enough, not only the best of an exhausted step
   * @param record r* now
   */
  private record Move(
      int step, int quota, int left, Particle.Id to, boolean accepted, double record) {}

  /** A run, with every state of its chains. */
  private record Run(SearchState end, List<Rollover> states) {

    List<Move> moves(int index) {
      List<Move> moves = new ArrayList<>();
      RolloverChain entered = null;
      for (Rollover state : states) {
        RolloverChain chain = state.chains().get(index);
        if (entered != null && chain.step() > entered.step() && entered.step() > 0) {
          moves.add(
              new Move(
                  entered.step(),
                  entered.quota(),
                  entered.left(),
                  chain.position().particle().id(),
                  accepted().getOrDefault(chain.position().particle().id(), false),
                  chain.record()));
        }
        if (entered == null || chain.step() > entered.step()) {
          entered = chain;
        }
      }
      return moves;
    }

    private Map<Particle.Id, Boolean> accepted() {
      Map<Particle.Id, Boolean> accepted = new HashMap<>();
      for (Rollover state : states) {
        for (RolloverChain chain : state.chains()) {
          if (chain.current() != null) {
            accepted.put(
                chain.position().particle().id(), chain.record() == chain.position().reward());
          }
        }
      }
      return accepted;
    }
  }

  private static Run run(
      Variant variant,
      int particles,
      int draws,
      Acceptance acceptance,
      int patience,
      int steps,
      int chains,
      int nfe,
      long seed) {
    RolloverSettings own =
        new RolloverSettings(
            variant, particles, draws, acceptance, List.of(), .8, patience, 1, Guidance.NONE);
    SearchPlan plan =
        new SearchPlan(
            Plans.rolloverBudgetForcing(own, steps, chains, 2), BudgetLimits.ofNfe(nfe), seed, 1);
    SearchRun run = SearchRun.start(plan, new ToyModel(), new ToyReward(), new SettableClock(), 0);
    List<Rollover> states = new ArrayList<>();
    while (!run.isOver()) {
      states.add((Rollover) run.state().progress().rule());
      run.advance();
    }
    states.add((Rollover) run.state().progress().rule());
    return new Run(run.state(), states);
  }
}
