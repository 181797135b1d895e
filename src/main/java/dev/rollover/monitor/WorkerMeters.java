package dev.rollover.monitor;

import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.DeviceWorker;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.stereotype.Component;

/** Meters how busy each device is, and the host's workers of the same kind. */
@Component
class WorkerMeters implements MeterBinder {

  private final ListableBeanFactory beans;

  /** Meters every worker among the beans, those too that are nobody's default, and each pool's. */
  WorkerMeters(ListableBeanFactory beans) {
    this.beans = beans;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Collection<DevicePool> pools = beans.getBeansOfType(DevicePool.class).values();
    pools.forEach(pool -> pool.watch(worker -> bind(worker, registry)));
    // The pool's first is a bean besides.
    beans.getBeansOfType(DeviceWorker.class).values().stream()
        .filter(worker -> pools.stream().noneMatch(pool -> pool.workers().contains(worker)))
        .forEach(worker -> bind(worker, registry));
  }

  static void bind(DeviceWorker worker, MeterRegistry registry) {
    FunctionCounter.builder("rollover.worker.busy", worker, busy -> busy.busy().toNanos() / 1e9)
        .description("Time in which a worker has run calls, the one that runs now among it")
        .baseUnit("seconds")
        .tag("worker", worker.name())
        .register(registry);
    TimeGauge.builder(
            "rollover.worker.call.age",
            worker,
            TimeUnit.NANOSECONDS,
            running -> running.callAge().toNanos())
        .description("How long a worker has run the call that it runs now; 0 when it rests")
        .tag("worker", worker.name())
        .register(registry);
    Gauge.builder("rollover.worker.waiting", worker, DeviceWorker::waiting)
        .description("Calls that wait and that a worker can take; of several, each counts one")
        .baseUnit("calls")
        .tag("worker", worker.name())
        .register(registry);
  }
}
