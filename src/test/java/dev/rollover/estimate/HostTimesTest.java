package dev.rollover.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.generation.Generation;
import dev.rollover.generation.Samples;
import dev.rollover.run.GenerationProgressed;
import dev.rollover.search.JudgeUse;
import dev.rollover.search.Ledger;
import dev.rollover.tensor.DeviceObserver.Wait;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostTimesTest {

  private static final Generation GENERATION = Samples.queued(Samples.NOON);

  private long nanos;
  private double seconds;
  private final HostTimes host = new HostTimes(() -> nanos);

  @Test
  void a_rounds_time_without_its_waits_is_the_hosts() {
    call(CallTimes.ENCODE, 99);
    round(call(CallTimes.VELOCITY, 10), 3);
    assertThat(host.secondsOfRound()).isCloseTo(.003, within(1e-9));

    round(call(CallTimes.DECODE, 5) + call(CallTimes.REWARD, 2), 1);
    assertThat(host.secondsOfRound()).isCloseTo(.002, within(1e-9));
  }

  private int call(String operation, int millis) {
    Wait wait = host.waits(operation, 1);
    nanos += 1_000_000L * millis;
    wait.close();
    return millis;
  }

  private void round(int waited, int besides) {
    double before = seconds;
    seconds += (waited + besides) / 1e3;
    host.progressed(new GenerationProgressed(GENERATION, ledger(before), ledger(seconds), null));
  }

  private static Ledger ledger(double seconds) {
    return new Ledger(Map.of(), 0, 0, 0, 0, 0, seconds, 0, Map.of(), JudgeUse.NONE);
  }
}
