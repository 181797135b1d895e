package dev.rollover.reward.vision;

/** A network that scores, with its weights on a device. */
public interface LoadedNetwork extends AutoCloseable {

  /** Lets the weights go; no call may run, or come. */
  @Override
  void close();
}
