package dev.rollover.reward;

import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
class RewardConfiguration {

  /** The qualifier of the host's calls. */
  static final String HOST = "hostRewards";

  /** What the host scores needs no device memory, which alone would limit a batch. */
  private static final int ANY_NUMBER_OF_ROWS = Integer.MAX_VALUE;

  /**
   * The host as a device of its own, so that scoring there never keeps the real one waiting. Not a
   * default candidate: whoever asks for device calls and says no more means the real one's.
   */
  @Bean(name = HOST, defaultCandidate = false)
  DeviceWorker hostRewards(ObjectProvider<DeviceObserver> observers) {
    return new DeviceWorker(
        "host-rewards", ANY_NUMBER_OF_ROWS, DeviceObserver.all(observers.orderedStream().toList()));
  }
}
