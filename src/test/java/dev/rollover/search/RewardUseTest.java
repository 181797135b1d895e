package dev.rollover.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardFailedException;
import dev.rollover.reward.RewardUse;
import dev.rollover.reward.Score;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a reward takes from services is in the ledger of the search that asked it. */
class RewardUseTest {

  private static final SearchStateCodec CODEC = new SearchStateCodec();
  private static final double USD_PER_IMAGE = 0.01;

  private final ToyModel model = new ToyModel();
  private final SettableClock clock = new SettableClock();

  /** The toy's reward by a service that wants money. */
  private static final class Dear implements Reward {

    private final ToyReward toy = new ToyReward();

    @Override
    public List<Score> score(List<RgbImage> images) {
      return toy.score(images);
    }

    @Override
    public Map<String, RewardUse> used() {
      return Map.of(
          "dear",
          new RewardUse(
              toy.calls, 0, 0.5 * toy.calls, 100L * toy.calls, toy.calls, usd(toy.calls)));
    }

    private static double usd(long images) {
      return USD_PER_IMAGE * images;
    }
  }

  @Test
  void counts_every_call_of_every_run() {
    SearchPlan plan = plan(null);
    SearchRun run = SearchRun.start(plan, model, new Dear(), clock, 0);
    for (int round = 0; round < 9; round++) {
      run.advance();
    }
    SearchState left = CODEC.decode(CODEC.encode(run.state()));
    SearchRun resumed = SearchRun.resume(plan, left, model, new Dear(), clock);
    while (!resumed.isOver()) {
      resumed.advance();
    }
    Ledger ledger = resumed.state().budget().ledger();
    RewardUse use = ledger.rewards().getOrDefault("dear", RewardUse.NONE);
    assertThat(use.calls()).isEqualTo(ledger.rewardCalls());
    assertThat(use.tokensRead()).isEqualTo(100L * ledger.rewardCalls());
    assertThat(resumed.state().budget().costUsd())
        .isCloseTo(USD_PER_IMAGE * ledger.rewardCalls(), within(1e-9));
  }

  @Test
  void a_limit_of_cost_holds_for_it_too() {
    SearchRun run = SearchRun.start(plan(0.15), model, new Dear(), clock, 0);
    while (!run.isOver()) {
      run.advance();
    }
    assertThat(run.state().ending()).isEqualTo(Ending.OUT_OF_MONEY);
    assertThat(run.state().budget().costUsd()).isBetween(0.05, 0.15);
    assertThat(run.state().answers()).isNotEmpty();
  }

  @Test
  void a_call_that_fails_has_its_price_and_the_search_goes_on_where_it_stood() {
    Dear dear = new Dear();
    AtomicBoolean fails = new AtomicBoolean(true);
    SearchRun run =
        SearchRun.start(
            plan(null),
            model,
            new Reward() {
              @Override
              public List<Score> score(List<RgbImage> images) {
                List<Score> scores = dear.score(images);
                if (fails.getAndSet(false)) {
                  clock.pass(100, 0);
                  throw new RewardFailedException("dear", "answered 503", false, null);
                }
                return scores;
              }

              @Override
              public Map<String, RewardUse> used() {
                return dear.used();
              }
            },
            clock,
            0);
    run.advance();
    SearchState before = run.state();
    assertThatThrownBy(run::advance).isInstanceOf(RewardFailedException.class);

    assertThat(run.state().progress()).isSameAs(before.progress());
    Budget budget = run.state().budget();
    assertThat(budget.ledger().seconds()).isEqualTo(100);
    assertThat(budget.longestRound().seconds()).isZero();
    assertThat(budget.ledger().rewards().get("dear")).isEqualTo(dear.used().get("dear"));
    assertThat(run.advance()).isNotEmpty();
  }

  @Test
  void a_state_that_an_older_version_stored_has_used_nothing() {
    SearchRun run = SearchRun.start(plan(null), model, new ToyReward(), clock, 0);
    String stored = new String(CODEC.encode(run.state()), UTF_8);
    String older = stored.replace(",\"rewards\":{}", "").replace(",\"rewardUsd\":0.0", "");
    assertThat(older).hasSizeLessThan(stored.length() - 20);
    assertThat(CODEC.decode(older.getBytes(UTF_8))).isEqualTo(run.state());
  }

  private static SearchPlan plan(@Nullable Double maxCostUsd) {
    SearchSettings settings = Plans.rolloverBudgetForcing(Variant.PAPER, 6, 2, 1, 1, 3);
    return new SearchPlan(settings, new BudgetLimits(200, null, maxCostUsd, null), 5, 1);
  }
}
