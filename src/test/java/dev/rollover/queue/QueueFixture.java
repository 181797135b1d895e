package dev.rollover.queue;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.run.RunFixture;
import dev.rollover.store.IdempotencyStore;
import dev.rollover.store.Vendor;
import java.time.Duration;
import java.util.Map;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** The whole room on a fresh database, with a clock and a scheduler that tests move by hand. */
final class QueueFixture implements AutoCloseable {

  static final int CAPACITY = 5;

  final RunFixture runs;
  final SettableClock time;
  final QueueProperties properties =
      new QueueProperties(
          CAPACITY, 2, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(10));
  final ShutdownGrace grace;
  final ManualScheduler scheduler;
  final Generations generations;

  QueueFixture(Vendor vendor) {
    runs = new RunFixture(vendor);
    time = runs.time;
    grace = new ShutdownGrace(runs.ticker, properties);
    scheduler = newScheduler();
    QueueEstimate estimate = new QueueEstimate(properties);
    QueuePlaces places = new QueuePlaces(runs.queue, runs.generations, estimate);
    FirstUses uses =
        new FirstUses(new IdempotencyStore(runs.database.batches()), runs.generations, places);
    Admission admission =
        new Admission(
            runs.lifecycle,
            runs.queue,
            runs.states,
            uses,
            new GenerationQueue(scheduler),
            places,
            estimate,
            properties,
            runs.transactions);
    generations =
        new StoredGenerations(
            new Submissions(
                runs.resolver,
                new Continuations(runs.generations, runs.stopped, runs.lifecycle),
                runs.lifecycle,
                uses,
                admission),
            runs.lifecycle,
            runs.generations,
            runs.queue,
            runs.events,
            runs.feed,
            runs.results,
            places);
  }

  /** The workers of another process on the same database. */
  ManualScheduler newScheduler() {
    return TestHelper.createManualScheduler(
            new TransactionAwareDataSourceProxy(runs.database.dataSource()),
            GenerationTask.of(runs.worker, grace::isOver))
        .clock(time)
        .build();
  }

  /** The watch of the process that has these workers. */
  DeadProcesses deadProcesses(ManualScheduler workers) {
    return new DeadProcesses(
        new PickedEntries(runs.database.jdbc()),
        () -> QueueConfiguration.alive(workers),
        runs.deaths,
        runs.transactions);
  }

  Generation submit(String prompt) {
    return submit(GenerationRequest.of(prompt).searching(Map.of("algorithm", "rbf")));
  }

  Generation submit(GenerationRequest request) {
    time.set(time.now().plusMillis(1));
    return generations.submit(request, null).generation();
  }

  /** One that has run to its end. */
  Generation ended() {
    return run(submit("first"));
  }

  /** A continuation of one, which waits. */
  Generation goOn(Generation ended, GenerationRequest.Budget budget) {
    return generations.goOn(ended.id(), budget, null).generation();
  }

  /** One after all that waited has run. */
  Generation run(Generation queued) {
    scheduler.runAnyDueExecutions();
    return generations.find(queued.id());
  }

  static GenerationRequest.Budget nfe(int nfe) {
    return new GenerationRequest.Budget(nfe, null, null, null);
  }

  /** Entries that the queue still has. */
  int entries() {
    return runs.database
        .jdbc()
        .sql("select count(*) from scheduled_tasks")
        .query(Integer.class)
        .single();
  }

  @Override
  public void close() {
    runs.close();
  }
}
