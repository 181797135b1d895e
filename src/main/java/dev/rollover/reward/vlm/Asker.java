package dev.rollover.reward.vlm;

import dev.rollover.reward.Caller;

/**
 * One job as an endpoint sees it.
 *
 * @param account charged with every call, answered or not
 * @param waits between and before its calls
 */
record Asker(UseAccount account, Waits waits) {

  /** The same, which waits no longer than this caller stays. */
  Asker heeding(Caller caller) {
    return new Asker(account, waits.heeding(caller));
  }
}
