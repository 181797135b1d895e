package dev.rollover.run;

import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.Samples;
import dev.rollover.model.ServedModels;
import dev.rollover.request.RequestResolver;
import dev.rollover.request.ToyModel;
import dev.rollover.request.ToyReward;
import dev.rollover.reward.RewardKinds;
import dev.rollover.store.CheckpointStore;
import dev.rollover.store.EventFeed;
import dev.rollover.store.EventStore;
import dev.rollover.store.GenerationStore;
import dev.rollover.store.Lifecycle;
import dev.rollover.store.QueueStore;
import dev.rollover.store.ResultStore;
import dev.rollover.store.RetentionProperties;
import dev.rollover.store.TestDatabase;
import dev.rollover.store.Vendor;
import dev.rollover.time.SettableTicker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs of toy searches on a fresh database, with a clock that tests move by hand. */
public final class RunFixture implements AutoCloseable {

  public static final int ATTEMPTS = 3;

  private static final RetentionProperties RETENTION =
      new RetentionProperties(null, Duration.ofHours(24), Duration.ofMinutes(10), 100);

  public final TestDatabase database;
  public final SettableClock time = new SettableClock();
  public final InstantSource clock = time::now;
  public final SettableTicker ticker = new SettableTicker();
  public final List<Object> published = new ArrayList<>();
  public final ServedModels models = () -> List.of(new ToyModel("toy"));
  public final ToyJudge taste = new ToyJudge();
  public final RewardKinds rewards = new RewardKinds(List.of(new ToyReward(), taste));
  public final RequestResolver resolver = new RequestResolver(models, rewards, () -> 42);
  final HeldOutJudge judge = new HeldOutJudge(models, rewards, ticker);
  public final TransactionTemplate transactions;
  public final EventFeed feed = new EventFeed();
  public final GenerationStore generations;
  public final EventStore events;
  public final ResultStore results;
  public final QueueStore queue;
  public final Lifecycle lifecycle;
  public final GenerationWorker worker;
  public final ProcessDeaths deaths;
  public final CheckpointStore states;
  public final StoppedSearches stopped;
  final Checkpoints checkpoints;

  /** What runs do; a test may replace it before they begin. */
  GenerationRunner runner;

  /** Whether runs are to be given back now. */
  boolean shutsDown;

  public RunFixture(Vendor vendor) {
    database = TestDatabase.migrated(vendor);
    transactions = database.transactions();
    generations = new GenerationStore(database.batches());
    events = new EventStore(database.batches());
    queue = new QueueStore(database.jdbc());
    results = new ResultStore(database.jdbc());
    time.set(Samples.NOON);
    states = new CheckpointStore(database.jdbc(), RETENTION);
    checkpoints = new Checkpoints(states);
    stopped = new StoppedSearches(states, checkpoints);
    lifecycle =
        new Lifecycle(
            generations, events, queue, states, feed, published::add, transactions, clock);
    runner = search(() -> {});
    RunProperties properties = new RunProperties(ATTEMPTS);
    deaths = new ProcessDeaths(lifecycle, properties);
    worker =
        new GenerationWorker(
            lifecycle,
            (generation, watch) -> runner.run(generation, watch),
            results,
            checkpoints,
            transactions,
            published::add,
            properties,
            deaths,
            judge,
            ticker);
  }

  /** A search that does something before each call of the reward. */
  GenerationRunner search(Runnable beforeCall) {
    return new SearchRunner(
        models,
        new RewardKinds(List.of(new ToyReward(beforeCall))),
        new PriceProperties(3.6),
        checkpoints,
        judge,
        ticker);
  }

  /** Does something before each run. */
  public void beforeEachRun(Consumer<Generation> action) {
    GenerationRunner whole = runner;
    runner =
        (generation, watch) -> {
          action.accept(generation);
          return whole.run(generation, watch);
        };
  }

  /** Does something before each call of the reward. */
  public void beforeEachCall(Runnable action) {
    runner = search(action);
  }

  /** A generation that waits for its first run. */
  Generation accepted(String prompt) {
    return accepted(GenerationRequest.of(prompt).searching(Map.of("algorithm", "rbf")));
  }

  /** A generation that waits for its first run. */
  Generation accepted(GenerationRequest request) {
    time.set(time.now().plusMillis(1));
    RequestResolver.Resolution resolution = resolver.resolve(request);
    Generation generation =
        Generation.accepted(
            UUID.randomUUID(), resolution.request(), resolution.warnings(), lifecycle.now());
    lifecycle.accept(List.of(generation));
    return generation;
  }

  /** A request for some images that {@link #taste} is to judge. */
  public static GenerationRequest judged(String prompt, int count) {
    return new GenerationRequest(
        prompt,
        null,
        null,
        null,
        null,
        count,
        Map.of("algorithm", "rbf"),
        null,
        null,
        List.of(new GenerationRequest.RewardTerm("taste", 2.0, null, null)),
        null,
        null,
        null,
        null);
  }

  /** A request for a cascade, whose drafts are ranked by a reward of this name if there is one. */
  public static GenerationRequest gated(String prompt, @Nullable String gate) {
    return new GenerationRequest(
        prompt,
        null,
        null,
        null,
        null,
        null,
        Map.of("algorithm", "cascade", "steps", 6, "finalists", 2),
        null,
        gate == null ? null : List.of(new GenerationRequest.RewardTerm(gate, null, null, null)),
        null,
        new GenerationRequest.Budget(100, null, null, null),
        null,
        null,
        null);
  }

  GenerationWorker.Verdict work(Generation generation) {
    return worker.work(generation.id(), () -> shutsDown);
  }

  /** A generation as it stands. */
  public Generation find(Generation generation) {
    return generations.find(generation.id()).orElseThrow();
  }

  /** Cancels as a client does. */
  void cancel(Generation generation) {
    lifecycle.change(generation.id(), running -> running.cancel(lifecycle.now()));
  }

  /** Begins runs that end with their process. */
  public void dieWhileRunning(Generation generation, int runs) {
    for (int begun = 0; begun < runs; begun++) {
      lifecycle.change(generation.id(), running -> running.start(lifecycle.now()));
    }
  }

  /** What was told of all runs, round by round. */
  Stream<GenerationProgressed> rounds() {
    return published.stream()
        .filter(GenerationProgressed.class::isInstance)
        .map(GenerationProgressed.class::cast);
  }

  @Override
  public void close() {
    database.close();
  }
}
