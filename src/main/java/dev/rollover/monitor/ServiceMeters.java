package dev.rollover.monitor;

import dev.rollover.generation.Names;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.ServiceFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Meters what rewards ask of services, by the services' configured names. */
@Component
class ServiceMeters implements RewardObserver {

  private static final String SERVICE = "service";

  private final MeterRegistry registry;

  ServiceMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void answered(String name, Duration time, long read, long said) {
    know(name);
    time(name).record(time);
    tokens(name, "read").increment((double) read);
    tokens(name, "said").increment((double) said);
  }

  @Override
  public void failed(String name, ServiceFailure failure) {
    know(name);
    failures(name, failure).increment();
  }

  @Override
  public void covered(String name, double coverage) {
    DistributionSummary.builder("rollover.service.coverage")
        .description("Probability of answers to the question among all that might be said, 0 to 1")
        .tag(SERVICE, name)
        .serviceLevelObjectives(0.5, 0.9, 0.99)
        .register(registry)
        .record(coverage);
  }

  @Override
  public void unknown(String name) {
    unknowns(name).increment();
  }

  /** A counter that is born with its first count shows no increase to who reads it. */
  private void know(String name) {
    time(name);
    unknowns(name);
    for (ServiceFailure failure : ServiceFailure.values()) {
      failures(name, failure);
    }
  }

  private Timer time(String name) {
    return Timer.builder("rollover.service.call")
        .description("Time of a call of a reward's service that was answered")
        .tag(SERVICE, name)
        .serviceLevelObjectives(
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30))
        .register(registry);
  }

  private Counter tokens(String name, String direction) {
    return Counter.builder("rollover.service.tokens")
        .description("Tokens of questions that were read, and of answers that were said")
        .tag(SERVICE, name)
        .tag("direction", direction)
        .register(registry);
  }

  private Counter failures(String name, ServiceFailure failure) {
    return Counter.builder("rollover.service.failures")
        .description("Calls of a reward's service that were not answered")
        .tag(SERVICE, name)
        .tag("reason", Names.of(failure))
        .register(registry);
  }

  private Counter unknowns(String name) {
    return Counter.builder("rollover.service.unknown")
        .description("Images of which a reward could not tell what they are worth")
        .tag(SERVICE, name)
        .register(registry);
  }
}
