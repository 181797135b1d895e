package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.tensor.BatchLimits;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.HostThreads;
import dev.rollover.tensor.Place;
import dev.rollover.tensor.PooledDevice;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What there is of memory, of devices that are all the host's processors. */
@NullMarked
class MemoryLimitTest {

  private static final long GIGA = 1_000_000_000;

  private final DevicePool pool =
      DevicePool.of(
          List.of(new PooledDevice("left", "cpu", 1), new PooledDevice("right", "cpu", 1)),
          HostThreads.ofThisProcess(),
          BatchLimits.ofRows(1),
          DeviceObserver.NONE);

  @AfterEach
  void close() {
    pool.close();
  }

  /** Ten gigabytes, whichever device asks. */
  private record Host() implements AvailableMemory {
    @Override
    public long of(Place place) {
      return 10 * GIGA;
    }

    @Override
    public long ofHost() {
      return 10 * GIGA;
    }
  }

  private static MemoryPlan plan(long left, long right) {
    return new MemoryPlan(
        List.of(
            new MemoryPlan.Part("transformer", "left", left * GIGA, 0),
            new MemoryPlan.Part("transformer", "right", right * GIGA, 0)));
  }

  private static MemoryLimit limit() {
    return new MemoryLimit(BatchLimits.ofRows(1), new Host());
  }

  @Test
  void counts_the_host_once_for_all_devices_that_are_its_processors() {
    assertThat(limit().excess(plan(6, 4), pool)).isZero();
    assertThat(limit().excess(plan(6, 6), pool)).isEqualTo(2 * GIGA);
    limit().require(plan(6, 4), pool);
    assertThatThrownBy(() -> limit().require(plan(6, 6), pool))
        .isInstanceOf(ModelTooLargeException.class)
        .hasMessage(
            "the models need 12.00 GB on the host, which has 10.00 GB: 6.00 GB on left, 6.00 GB on"
                + " right");
  }

  @Test
  void one_device_of_two_may_have_all_of_it() {
    limit()
        .require(
            new MemoryPlan(List.of(new MemoryPlan.Part("transformer", "left", 10 * GIGA, 0))),
            pool);
  }
}
