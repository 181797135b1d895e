package dev.rollover.reward.vlm;

import dev.rollover.reward.RewardUse;

/** What one job's calls have taken so far; several threads at a time may charge it. */
final class UseAccount {

  private RewardUse use = RewardUse.NONE;

  /** Charges a call. */
  void charge(long nanos, TokenCount tokens, double usd) {
    add(new RewardUse(1, 0, nanos / 1e9, tokens.read(), tokens.said(), usd));
  }

  /** Notes an image whose worth stays unknown. */
  void chargeUnknown() {
    add(new RewardUse(0, 1, 0, 0, 0, 0));
  }

  private synchronized void add(RewardUse more) {
    use = use.plus(more);
  }

  synchronized RewardUse total() {
    return use;
  }
}
