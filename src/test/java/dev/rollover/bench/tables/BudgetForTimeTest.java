package dev.rollover.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A budget takes a second an NFE, and 20 seconds whatever it is. */
class BudgetForTimeTest {

  private final List<CellResult> results = new ArrayList<>(List.of(result(100)));

  @Test
  void is_found_in_proportion_to_the_one_that_is_nearest() {
    assertThat(budget().toTry(80)).hasValue(66);
    results.add(result(66));

    assertThat(budget().toTry(80)).hasValue(61);
    results.add(result(61));

    assertThat(budget().toTry(80)).isEmpty();
    assertReads(80, 61, Double.POSITIVE_INFINITY);
  }

  @Test
  void lies_between_two_in_proportion_to_the_time_between_them() {
    results.add(result(50));

    assertThat(budget().toTry(80)).hasValue(60);
    results.add(result(60));
    assertReads(80, 60, Double.POSITIVE_INFINITY);
  }

  @Test
  void more_time_pays_for_more() {
    assertThat(budget().toTry(400)).hasValue(333);
    results.add(result(333));
    assertThat(budget().toTry(400)).hasValue(377);
    results.add(result(377));

    assertThat(budget().toTry(400)).isEmpty();
    assertReads(400, 377, Double.POSITIVE_INFINITY);
  }

  @Test
  void where_the_next_nfe_takes_too_long_there_is_nothing_to_try() {
    results.clear();
    results.addAll(List.of(result(1), result(2)));

    assertThat(budget().toTry(21.5)).isEmpty();
    assertReads(21.5, 1, Double.POSITIVE_INFINITY);
  }

  @Test
  void a_time_too_short_for_any_is_where_the_shortest_is_cut() {
    results.add(result(30));

    assertReads(40, 30, 40);
    assertThat(budget().toTry(.5)).isEmpty();
  }

  @Test
  void nothing_has_no_rate() {
    assertThatThrownBy(() -> new BudgetForTime(List.of())).hasMessageContaining("no rate");
  }

  private void assertReads(double seconds, int nfe, double until) {
    Reading reading = budget().within(seconds);
    assertThat(reading.result().cell().nfe()).isEqualTo(nfe);
    assertThat(reading.deviceSeconds()).isEqualTo(until);
  }

  private BudgetForTime budget() {
    return new BudgetForTime(results);
  }

  private static CellResult result(int nfe) {
    CurvePoint end = new CurvePoint(nfe, Samples.velocities(nfe + 20), 0, 0.0, 0.0);
    return Samples.result(nfe, Samples.run("key", 1, nfe, null, end));
  }
}
