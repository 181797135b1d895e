package dev.rollover.reward.vision;

import org.jspecify.annotations.Nullable;

/**
 * A network that is let go only when its device does nothing any more: a call that runs still needs
 * the weights.
 */
public final class OnDevice<N extends LoadedNetwork> implements AutoCloseable {

  private final Runnable stop;
  private volatile @Nullable N network;

  /**
   * One that is still to be loaded.
   *
   * @param stop returns once no call runs, and none will
   */
  OnDevice(Runnable stop) {
    this.stop = stop;
  }

  /**
   * One that is there.
   *
   * @param stop returns once no call runs, and none will
   */
  public OnDevice(N network, Runnable stop) {
    this(stop);
    put(network);
  }

  /** It is loaded now. */
  void put(N loaded) {
    network = loaded;
  }

  /**
   * The network.
   *
   * @throws IllegalStateException if it is not loaded yet
   */
  public N network() {
    N loaded = network;
    if (loaded == null) {
      throw new IllegalStateException("the network is not loaded yet");
    }
    return loaded;
  }

  @Override
  public void close() {
    stop.run();
    N loaded = network;
    if (loaded != null) {
      loaded.close();
    }
  }
}
