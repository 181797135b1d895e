package dev.rollover.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.BatchLimits;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.HeldWorker;
import dev.rollover.tensor.HostThreads;
import dev.rollover.tensor.PooledDevice;
import dev.rollover.tensor.PretendedGpus;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

class WorkerMetersTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicLong now = new AtomicLong();
  private final HeldWorker held = new HeldWorker(4, DeviceObserver.NONE, now::get);

  @AfterEach
  void close() {
    held.close();
  }

  @Test
  void a_worker_that_is_stuck_says_how_long_it_has_been_and_how_many_wait_for_it() {
    DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    beans.registerSingleton("held", held.worker());
    new WorkerMeters(beans).bindTo(registry);
    held.hold();
    CompletableFuture<List<Integer>> waiting = held.waiting(1, this::call);
    now.addAndGet(400_000_000L);

    assertThat(registry.scrape())
        .contains("rollover_worker_call_age_seconds{worker=\"held\"} 0.4")
        .contains("rollover_worker_busy_seconds_total{worker=\"held\"} 0.4")
        .contains("rollover_worker_waiting_calls{worker=\"held\"} 1.0");

    held.release();
    waiting.join();
    held.worker().close();

    assertThat(registry.scrape())
        .contains("rollover_worker_call_age_seconds{worker=\"held\"} 0.0")
        .contains("rollover_worker_busy_seconds_total{worker=\"held\"} 0.4")
        .contains("rollover_worker_waiting_calls{worker=\"held\"} 0.0");
  }

  @Test
  void every_worker_of_a_pool_is_metered_by_its_name() {
    try (DevicePool pool =
        DevicePool.of(
            List.of(new PooledDevice("a", "cpu", 1), new PooledDevice("b", "cpu", 1)),
            HostThreads.ofThisProcess(),
            BatchLimits.ofRows(1),
            DeviceObserver.NONE)) {
      DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
      beans.registerSingleton("pool", pool);
      beans.registerSingleton("first", pool.workers().getFirst());
      new WorkerMeters(beans).bindTo(registry);

      assertThat(registry.scrape())
          .containsOnlyOnce("rollover_worker_busy_seconds_total{worker=\"a\"} 0.0")
          .containsOnlyOnce("rollover_worker_busy_seconds_total{worker=\"b\"} 0.0");
    }
  }

  @Test
  void a_worker_that_joins_a_pool_later_is_metered_too() {
    try (DevicePool pool = PretendedGpus.pool(1, DeviceObserver.NONE)) {
      DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
      beans.registerSingleton("pool", pool);
      new WorkerMeters(beans).bindTo(registry);
      pool.addHost();

      assertThat(registry.scrape())
          .containsOnlyOnce("rollover_worker_busy_seconds_total{worker=\"cuda:0\"} 0.0")
          .containsOnlyOnce("rollover_worker_busy_seconds_total{worker=\"cpu\"} 0.0");
    }
  }

  private List<Integer> call() {
    BatchKey key = new BatchKey("model", "op", 1);
    return held.worker().submit(key, List.of(1), rows -> rows, new DeviceAccount(false));
  }
}
