package dev.rollover.reward.vlm;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * The health of the rewards that others serve: up where each endpoint sees and its circuit is not
 * open, unknown until all were asked.
 */
@Component("vlmHealthIndicator")
final class VlmHealth implements HealthIndicator {

  private final List<VlmProbe> probes;

  @Autowired
  VlmHealth(ObjectProvider<VlmProbe> probes) {
    this(probes.orderedStream().toList());
  }

  VlmHealth(List<VlmProbe> probes) {
    this.probes = probes;
  }

  @Override
  public Health health() {
    Health.Builder health = new Health.Builder(status());
    probes.forEach(probe -> health.withDetail(probe.name(), words(probe)));
    return health.build();
  }

  private Status status() {
    if (probes.stream().anyMatch(VlmHealth::isDown)) {
      return Status.DOWN;
    }
    return probes.stream().allMatch(probe -> probe.finding().isGood()) ? Status.UP : Status.UNKNOWN;
  }

  private static boolean isDown(VlmProbe probe) {
    return isLeftAlone(probe)
        || probe.finding().kind() == VlmProbe.Finding.Kind.DOES_NOT_SEE
        || probe.finding().kind() == VlmProbe.Finding.Kind.DOES_NOT_ANSWER;
  }

  private static boolean isLeftAlone(VlmProbe probe) {
    return probe.circuit() == CircuitBreaker.State.OPEN;
  }

  private static String words(VlmProbe probe) {
    return isLeftAlone(probe)
        ? "has failed too often and is left alone; " + probe.finding().words()
        : probe.finding().words();
  }
}
