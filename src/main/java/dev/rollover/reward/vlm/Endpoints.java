package dev.rollover.reward.vlm;

import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardObserver;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.time.Ticker;
import java.util.ArrayList;
import java.util.List;

/** Endpoints for who has no application context, and the kinds of reward over each. */
public final class Endpoints implements AutoCloseable {

  private final List<VlmEndpoint> endpoints = new ArrayList<>();
  private final List<VlmProbe> probes = new ArrayList<>();
  private final List<RewardKind> kinds = new ArrayList<>();

  /** Nothing is asked yet. */
  public Endpoints(List<EndpointProperties> configured, Ticker ticker) {
    for (EndpointProperties properties : configured) {
      VlmEndpoint endpoint =
          new VlmEndpoint(properties, RewardObserver.NONE, DeviceObserver.NONE, ticker);
      Judge judge = new Judge(endpoint);
      VlmProbe probe = new VlmProbe(judge);
      endpoints.add(endpoint);
      probes.add(probe);
      kinds.addAll(
          List.of(
              new VlmRewardKind(judge, probe),
              ChecklistRewardKind.grading(judge, probe),
              ChecklistRewardKind.erasing(judge, probe),
              new TallyRewardKind(judge, probe)));
    }
  }

  /** The kinds of reward over each, as the service names them. */
  public List<RewardKind> kinds() {
    return List.copyOf(kinds);
  }

  /**
   * Tries each of them out.
   *
   * @throws IllegalStateException where one does not answer, or not better than by chance
   */
  public void requireSeeing() {
    for (VlmProbe probe : probes) {
      probe.run();
      if (!probe.finding().isGood()) {
        throw new IllegalStateException(
            "the reward %s %s".formatted(probe.name(), probe.finding().words()));
      }
    }
  }

  @Override
  public void close() {
    endpoints.forEach(VlmEndpoint::close);
  }
}
