package dev.rollover.reward;

import java.util.Objects;

/** Images were not scored, since their {@link Caller} left while what is asked kept it waiting. */
public final class RewardNotAwaitedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reward;

  /**
   * Left.
   *
   * @param reward its name
   */
  public RewardNotAwaitedException(String reward) {
    super("the reward %s was not waited for any longer".formatted(reward));
    this.reward = reward;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** The same as a failure, where all time is over and nothing was scored before. */
  public RewardFailedException failure() {
    return new RewardFailedException(
        reward, "kept the search waiting for all its time", true, this);
  }
}
