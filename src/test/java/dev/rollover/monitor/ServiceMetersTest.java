package dev.rollover.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.reward.ServiceFailure;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ServiceMetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ServiceMeters meters = new ServiceMeters(registry);

  @Test
  void tells_times_and_tokens_by_service() {
    meters.answered("vlm", Duration.ofMillis(300), 290, 1);
    meters.answered("vlm", Duration.ofMillis(500), 310, 4);
    meters.answered("other", Duration.ofMillis(1), 1, 1);
    assertThat(of("rollover.service.call").timer().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(800);
    assertThat(of("rollover.service.tokens").tag("direction", "read").counter().count())
        .isEqualTo(600);
    assertThat(of("rollover.service.tokens").tag("direction", "said").counter().count())
        .isEqualTo(5);
  }

  @Test
  void tells_coverage_and_what_stays_unknown() {
    meters.covered("vlm", 0.25);
    meters.covered("vlm", 0.75);
    meters.unknown("vlm");
    assertThat(of("rollover.service.coverage").summary().mean()).isEqualTo(0.5);
    assertThat(of("rollover.service.unknown").counter().count()).isEqualTo(1);
  }

  @Test
  void knows_every_failure_before_the_first() {
    meters.answered("vlm", Duration.ofMillis(1), 0, 0);
    for (ServiceFailure failure : ServiceFailure.values()) {
      assertThat(failures(failure)).isZero();
    }
    meters.failed("vlm", ServiceFailure.LATE);
    assertThat(failures(ServiceFailure.LATE)).isEqualTo(1);
  }

  private double failures(ServiceFailure failure) {
    return of("rollover.service.failures")
        .tag("reason", failure.name().toLowerCase(Locale.ROOT))
        .counter()
        .count();
  }

  private RequiredSearch of(String meter) {
    return registry.get(meter).tag("service", "vlm");
  }
}
