package dev.rollover.reward.vlm;

import dev.rollover.reward.RewardProperties;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tries every endpoint when the service starts, beside everything else, and again as often as
 * configured until it is found to see, or answers again.
 */
@Component
final class VlmProbes implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(VlmProbes.class);

  private final List<VlmProbe> probes;
  private final RewardProperties properties;
  private volatile @Nullable ScheduledExecutorService tries;

  VlmProbes(ObjectProvider<VlmProbe> probes, RewardProperties properties) {
    this.probes = probes.orderedStream().toList();
    this.properties = properties;
  }

  @Override
  public boolean isAutoStartup() {
    return !probes.isEmpty();
  }

  @Override
  public void start() {
    ScheduledExecutorService started =
        Executors.newScheduledThreadPool(
            probes.size(), Thread.ofVirtual().name("vlm-probe-", 0).factory());
    tries = started;
    for (VlmProbe probe : probes) {
      var unused =
          started.scheduleWithFixedDelay(
              () -> tryOut(probe), 0, properties.probeEvery().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void tryOut(VlmProbe probe) {
    if (probe.isKnownToSee()) {
      return;
    }
    probe.run();
    // Who stops this gives up what is being asked, which says nothing of the endpoint.
    if (isRunning()) {
      tell(probe);
    }
  }

  private static void tell(VlmProbe probe) {
    if (probe.finding().isGood()) {
      LOG.info("The reward {} {}", probe.name(), probe.finding().words());
    } else {
      LOG.warn("The reward {} is not healthy: it {}", probe.name(), probe.finding().words());
    }
  }

  @Override
  public void stop() {
    ScheduledExecutorService running = tries;
    tries = null;
    if (running != null) {
      running.shutdownNow();
    }
  }

  @Override
  public boolean isRunning() {
    return tries != null;
  }
}
