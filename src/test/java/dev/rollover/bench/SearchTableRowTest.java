package dev.rollover.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.search.InvalidSettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTableRowTest {

  @Test
  void a_budget_too_small_for_two_chains_of_25_noises_gets_one() {
    assertThat(SearchTableRow.within(50))
        .extracting(SearchTableRow::name)
        .containsExactly(
            "BoN",
            "RBF paper, linear-SDE, two chains",
            "RBF paper, VP-SDE, two chains",
            "RBF reference, linear-SDE, one chain",
            "RBF reference, VP-SDE, one chain");
    assertThat(SearchTableRow.within(100).getLast().name())
        .isEqualTo("RBF reference, VP-SDE, two chains");
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 100, 300, 500})
  void every_search_can_be_planned_within_the_budgets_of_the_table(int nfe) {
    assertThat(SearchTableRow.within(nfe))
        .allSatisfy(
            configuration -> assertThat(configuration.plan(7).limits().nfe()).isEqualTo(nfe));
  }

  @Test
  void a_budget_too_small_for_one_chain_is_refused() {
    assertThatThrownBy(() -> SearchTableRow.within(30).getLast().plan(7))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("at least 38");
  }

  @Test
  void a_single_sample_costs_its_steps() {
    assertThat(SearchTableRow.singleSample().plan(7).limits().nfe()).isEqualTo(10);
  }
}
