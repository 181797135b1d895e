package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeLimitTest {

  private static final Instant START = Instant.ofEpochSecond(1000);

  private Instant now = START;

  @Test
  void is_over_as_much_as_its_time_is() {
    TimeLimit limit = new TimeLimit(() -> now, START, Duration.ofSeconds(100));
    assertThat(limit.share()).isZero();
    now = START.plusSeconds(25);
    assertThat(limit.share()).isEqualTo(0.25);
    now = START.plusSeconds(500);
    assertThat(limit.share()).isEqualTo(1);
  }

  @Test
  void the_rest_of_it_begins_now_and_ends_earlier() {
    TimeLimit limit = new TimeLimit(() -> now, START, Duration.ofSeconds(100));
    now = START.plusSeconds(40);
    TimeLimit rest = limit.rest(Duration.ofSeconds(20));
    assertThat(rest.share()).isZero();
    now = START.plusSeconds(60);
    assertThat(rest.share()).isEqualTo(0.5);
    assertThat(limit.rest(Duration.ofSeconds(41)).share()).as("none is left").isEqualTo(1);
  }

  @Test
  void a_part_of_it_began_with_it() {
    TimeLimit half = new TimeLimit(() -> now, START, Duration.ofSeconds(100)).part(0.5);
    now = START.plusSeconds(25);
    assertThat(half.share()).isEqualTo(0.5);
  }

  @Test
  void no_limit_is_never_over() {
    TimeLimit none = TimeLimit.none();
    assertThat(none.share()).isZero();
    assertThat(none.rest(Duration.ofDays(1)).share()).isZero();
    assertThat(none.part(0.1).share()).isZero();
  }
}
