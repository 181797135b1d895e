package dev.rollover.estimate;

import dev.rollover.reward.RewardUse;
import dev.rollover.run.GenerationProgressed;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What calls of rewards have cost in this process, in dollars, by the rewards' names. */
@Component
class RewardPrices {

  private final Map<String, RewardUse> used = new HashMap<>();

  @EventListener
  void progressed(GenerationProgressed round) {
    Map<String, RewardUse> before = round.before().rewards();
    round
        .after()
        .rewards()
        .forEach((name, after) -> learn(name, before.getOrDefault(name, RewardUse.NONE), after));
  }

  synchronized void learn(String name, RewardUse before, RewardUse after) {
    RewardUse more =
        new RewardUse(after.calls() - before.calls(), 0, 0, 0, 0, after.usd() - before.usd());
    used.merge(name, more, RewardUse::plus);
  }

  /** The mean price of a call; 0 where none was made yet. */
  synchronized double usdOfCall(String reward) {
    RewardUse all = used.getOrDefault(reward, RewardUse.NONE);
    return all.calls() == 0 ? 0 : all.usd() / all.calls();
  }
}
