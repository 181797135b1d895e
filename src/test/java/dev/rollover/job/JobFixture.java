package dev.rollover.job;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import dev.rollover.model.ServedModels;
import dev.rollover.reward.RewardKinds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole room on a fresh database, with a clock and a scheduler that tests move by hand. */
final class JobFixture implements AutoCloseable {

  static final int ATTEMPTS = 3;
  static final int CAPACITY = 5;

  final TestDatabase database = new TestDatabase();
  final SettableClock time = new SettableClock();
  final InstantSource clock = time::now;
  final List<Object> published = new ArrayList<>();
  final ServedModels models = () -> List.of(new ToyModel("toy"));
  final RewardKinds rewards = new RewardKinds(List.of(new ToyReward()));
  final QueueProperties properties =
      new QueueProperties(
          CAPACITY,
          2,
          ATTEMPTS,
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10));
  final ShutdownGrace grace = new ShutdownGrace(clock, properties);
  final EventFeed feed = new EventFeed();
  final GenerationStore store = new GenerationStore(database.jdbc());
  final CheckpointStore checkpoints = new CheckpointStore(database.jdbc());
  final TransactionTemplate transactions = database.transactions();
  final Lifecycle lifecycle;
  final ManualScheduler scheduler;
  final Generations generations;

  /** What runs do; a test may replace it before they begin. */
  GenerationRunner runner =
      new SearchRunner(models, rewards, new PriceProperties(3.6), checkpoints);

  JobFixture() {
    time.set(Samples.NOON);
    EventStore events = new EventStore(database.jdbc());
    ResultStore results = new ResultStore(database.jdbc());
    lifecycle =
        new Lifecycle(store, events, checkpoints, feed, published::add, transactions, clock);
    GenerationWorker worker =
        new GenerationWorker(
            lifecycle,
            (generation, watch) -> runner.run(generation, watch),
            results,
            checkpoints,
            transactions,
            published::add,
            properties);
    scheduler =
        TestHelper.createManualScheduler(
                new TransactionAwareDataSourceProxy(database.dataSource()),
                GenerationTask.of(worker, grace::isOver))
            .clock(time)
            .build();
    QueueEstimate estimate = new QueueEstimate(properties);
    Submissions submissions =
        new Submissions(
            new RequestResolver(models, rewards, () -> 42),
            lifecycle,
            store,
            new IdempotencyStore(database.jdbc()),
            new GenerationQueue(scheduler),
            estimate,
            properties,
            transactions);
    generations =
        new StoredGenerations(submissions, lifecycle, store, events, feed, results, estimate);
  }

  Generation submit(String prompt) {
    time.set(time.now().plusMillis(1));
    return generations.submit(GenerationRequest.of(prompt), null).generation();
  }

  /** Entries that the queue still has. */
  int entries() {
    return database
        .jdbc()
        .sql("select count(*) from scheduled_tasks")
        .query(Integer.class)
        .single();
  }

  @Override
  public void close() {
    database.close();
  }
}
