package dev.rollover.reward.vision;

/**
 * A network that is let go only when its device does nothing any more: a call that runs still needs
 * the weights.
 *
 * @param stop returns once no call runs, and none will
 */
public record OnDevice<N extends LoadedNetwork>(N network, Runnable stop) implements AutoCloseable {

  @Override
  public void close() {
    stop.run();
    network.close();
  }
}
