package dev.rollover.reward;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Images could not be scored, since what a reward asks did not answer. */
public final class RewardFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean lasting;

  /**
   * A failure.
   *
   * @param name of the reward
   * @param what it did in place of answering, such as «answered 503»
   * @param lasting whether it would do so however often it is asked
   */
  public RewardFailedException(
      String name, String what, boolean lasting, @Nullable Throwable cause) {
    super("the reward %s %s".formatted(name, what), cause);
    this.lasting = lasting;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** Whether another try is of no use. */
  public boolean isLasting() {
    return lasting;
  }
}
