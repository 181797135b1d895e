package dev.rollover.queue;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.rollover.run.GenerationWorker;
import dev.rollover.run.ProcessDeaths;
import dev.rollover.time.Ticker;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionOperations;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({QueueProperties.class, SampleProperties.class})
class QueueConfiguration {

  @Bean
  Task<Void> generationTask(GenerationWorker worker, ShutdownGrace grace) {
    return GenerationTask.of(worker, grace::isOver);
  }

  /** Takes part in the caller's transactions, so that an entry is stored with its generation. */
  @Bean(destroyMethod = "") // Stopped by QueueLifecycle, in its turn.
  Scheduler scheduler(
      DataSource dataSource,
      Task<Void> generationTask,
      QueueProperties properties,
      InstantSource clock,
      Ticker ticker) {
    return Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), generationTask)
        .threads(properties.workers())
        .executorService(
            Executors.newFixedThreadPool(
                properties.workers(), Thread.ofVirtual().name("generation-", 1).factory()))
        .pollingInterval(properties.pollInterval())
        .heartbeatInterval(properties.heartbeat())
        .shutdownMaxWait(properties.shutdownGrace().plus(QueueProperties.TIME_TO_GIVE_BACK))
        .clock(new SteadyClock(clock, ticker))
        .build();
  }

  @Bean
  GenerationQueue generationQueue(Scheduler scheduler) {
    return new GenerationQueue(scheduler);
  }

  @Bean
  DeadProcesses deadProcesses(
      PickedEntries entries,
      Scheduler scheduler,
      ProcessDeaths deaths,
      TransactionOperations transactions) {
    return new DeadProcesses(entries, () -> alive(scheduler), deaths, transactions);
  }

  /** What a scheduler works on now. */
  static Set<DeadProcesses.Entry> alive(Scheduler scheduler) {
    return scheduler.getCurrentlyExecuting().stream()
        .map(CurrentlyExecuting::getExecution)
        .map(entry -> new DeadProcesses.Entry(entry.taskInstance.getId(), entry.version))
        .collect(Collectors.toUnmodifiableSet());
  }
}
