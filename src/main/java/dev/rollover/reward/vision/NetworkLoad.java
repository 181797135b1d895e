package dev.rollover.reward.vision;

import dev.rollover.model.StartLoad;
import dev.rollover.reward.RewardKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loading of a reward's network, and the kind of reward that it makes. */
public final class NetworkLoad<N extends LoadedNetwork> implements StartLoad {

  private static final Logger LOG = LoggerFactory.getLogger(NetworkLoad.class);

  private final String reward;
  private final Loading<N> loading;
  private final OnDevice<N> network;
  private final RewardKind kind;

  /** Loads a network, and goes once through it. */
  public interface Loading<N> {
    N load() throws IOException;
  }

  /**
   * Nothing is loaded yet.
   *
   * @param reward its name
   * @param kind makes the kind, which lets the network go when it is closed
   */
  public NetworkLoad(
      String reward, Place place, Loading<N> loading, Function<OnDevice<N>, RewardKind> kind) {
    this.reward = reward;
    this.loading = loading;
    this.network = new OnDevice<>(place.worker()::close);
    this.kind = kind.apply(network);
  }

  RewardKind kind() {
    return kind;
  }

  @Override
  public String label() {
    return "reward " + reward;
  }

  @Override
  public void load(Runnable triedOut) {
    try {
      network.put(loading.load());
      LOG.info("The network of the reward {} is loaded", reward);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot load the network of a reward", unreadable);
    }
  }
}
