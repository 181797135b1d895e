package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.reward.RewardUse;
import dev.rollover.search.Budget.RoundTime;
import dev.rollover.settings.InvalidSettingsException;
import dev.rollover.settings.SettingFault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetTest {

  @Test
  void what_is_spent_and_what_is_not_add_up_to_the_limit() {
    Budget budget =
        Budget.of(BudgetLimits.ofNfe(10), 0, 1)
            .spendVelocities(Phase.INITIAL, 1)
            .spendVelocities(Phase.SEARCH, 2)
            .spendVelocities(Phase.SEARCH, 3)
            .rollOver(2);
    assertThat(budget.ledger().nfe(Phase.INITIAL)).isEqualTo(1);
    assertThat(budget.ledger().nfe(Phase.SEARCH)).isEqualTo(5);
    assertThat(budget.ledger().nfe(Phase.FINISH)).isZero();
    assertThat(budget.ledger().nfe()).isEqualTo(6);
    assertThat(budget.unspent()).isEqualTo(4);
    assertThat(budget.ledger().rolledOver()).isEqualTo(2);
  }

  @Test
  void velocities_of_two_prompts_are_booked_as_two_evaluations() {
    Budget budget =
        Budget.of(BudgetLimits.ofNfe(11), 0, 2)
            .spendVelocities(Phase.SEARCH, 3)
            .rollOver(2)
            .speculate(1);
    assertThat(budget.ledger().nfe()).isEqualTo(6);
    assertThat(budget.ledger().rolledOver()).isEqualTo(4);
    assertThat(budget.ledger().speculative()).isEqualTo(2);
    assertThat(budget.unspent()).isEqualTo(5);
    assertThat(budget.affordable()).isEqualTo(2);
    assertThatThrownBy(() -> budget.spendVelocities(Phase.FINISH, 3))
        .hasMessageContaining("12 NFE would overrun the limit of 11");
  }

  @Test
  void not_one_evaluation_more_than_the_limit_is_booked() {
    Budget full = Budget.of(BudgetLimits.ofNfe(10), 0, 1).spendVelocities(Phase.SEARCH, 10);
    assertThat(full.unspent()).isZero();
    assertThatThrownBy(() -> full.spendVelocities(Phase.FINISH, 1))
        .hasMessageContaining("overrun the limit of 10");
  }

  @Test
  void device_time_has_a_price() {
    Budget budget =
        Budget.of(BudgetLimits.ofNfe(10), 0.5, 1)
            .spendTime(new RoundTime(5, 3, 0))
            .spendTime(new RoundTime(2, 1, 0));
    assertThat(budget.costUsd()).isCloseTo(2, within(1e-12));
    assertThat(budget.ledger().seconds()).isEqualTo(7);
    assertThat(budget.longestRound()).isEqualTo(new RoundTime(5, 3, 0));
  }

  @Test
  void what_rewards_take_has_a_price_too() {
    BudgetLimits limits = new BudgetLimits(10, null, 3.0, null);
    RewardUse use = new RewardUse(5, 0, 2, 1000, 5, 2);
    Budget budget =
        Budget.of(limits, 0.5, 1)
            .spendRewards(Map.of("vlm", use))
            .spendTime(new RoundTime(5, 1, 0.5));
    assertThat(budget.costUsd()).isCloseTo(2.5, within(1e-12));
    assertThat(budget.ledger().rewards()).containsEntry("vlm", use);
    assertThat(budget.shortage(0)).isNull();
    assertThat(budget.shortage(1)).isEqualTo(Ending.OUT_OF_MONEY);
  }

  @Test
  void a_round_as_long_as_the_longest_must_still_fit() {
    BudgetLimits limits = new BudgetLimits(10, Duration.ofSeconds(8), 3.0, null);
    Budget budget = Budget.of(limits, 1, 1).spendTime(new RoundTime(4, 1, 0));
    assertThat(budget.shortage(1)).isNull();
    assertThat(budget.shortage(2)).isEqualTo(Ending.OUT_OF_TIME);
    Budget dear = Budget.of(limits, 1, 1).spendTime(new RoundTime(1, 2, 0));
    assertThat(dear.shortage(1)).isEqualTo(Ending.OUT_OF_MONEY);
  }

  @Test
  void limits_that_make_no_sense_are_refused_all_at_once() {
    assertThatThrownBy(() -> new BudgetLimits(0, Duration.ZERO, -1.0, Double.NaN))
        .isInstanceOfSatisfying(
            InvalidSettingsException.class,
            refused ->
                assertThat(refused.faults())
                    .extracting(SettingFault::field)
                    .containsExactly(
                        "budget.nfe",
                        "budget.maxDuration",
                        "budget.maxCostUsd",
                        "budget.targetReward"));
  }
}
