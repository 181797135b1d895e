package dev.rollover.queue;

import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.store.OnEveryDatabase;
import dev.rollover.store.Vendor;
import dev.rollover.time.Ticker;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to the clock on the wall, the queue goes on. */
@OnEveryDatabase
class WallClockTest {

  private static final QueueProperties PROPERTIES =
      new QueueProperties(
          10, 2, Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(10));

  private final QueueFixture job;
  private QueueLifecycle process;

  WallClockTest(Vendor vendor) {
    job = new QueueFixture(vendor);
    process = newProcess();
  }

  @AfterEach
  void close() {
    process.stop();
    job.close();
  }

  private QueueLifecycle newProcess() {
    Ticker ticker = Ticker.system();
    ShutdownGrace grace = new ShutdownGrace(ticker, PROPERTIES);
    Scheduler workers =
        new QueueConfiguration()
            .scheduler(
                job.runs.database.dataSource(),
                GenerationTask.of(job.runs.worker, grace::isOver),
                PROPERTIES,
                job.runs.clock,
                ticker);
    DeadProcesses watch =
        new DeadProcesses(
            new PickedEntries(job.runs.database.jdbc()),
            () -> QueueConfiguration.alive(workers),
            job.runs.deaths,
            job.runs.transactions);
    return new QueueLifecycle(workers, watch, grace, PROPERTIES, job.runs.database.dataSource());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT60S", "-PT1H", "PT1H"})
  void what_is_queued_starts_however_the_wall_clock_is_set_and_through_a_restart_too(
      Duration jump) {
    process.start();
    process.work();
    Generation before = job.submit("before");
    awaitSuccess(before);

    job.time.set(job.time.now().plus(jump));
    awaitSuccess(job.submit("after"));
    process.stop();
    Generation meanwhile = job.submit("meanwhile");
    job.time.set(job.time.now().plus(jump));
    process = newProcess();
    process.start();
    process.work();

    awaitSuccess(meanwhile);
    awaitSuccess(job.submit("in the next process"));
  }

  private void awaitSuccess(Generation generation) {
    await()
        .until(() -> job.generations.find(generation.id()).status() == GenerationStatus.SUCCEEDED);
  }
}
