package dev.rollover.queue;

import dev.rollover.generation.GenerationNotFoundException;
import dev.rollover.queue.PickedEntries.Beat;
import dev.rollover.run.ProcessDeaths;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Finds what died with its process, and puts it back into the queue. A process has died when one of
 * its entries shows the same heartbeat at look after look: no clock is asked, so clocks that
 * differ, or are set, change nothing; and a process that stood still itself has not looked
 * meanwhile, and gives the others the time to beat first. What this process runs is never dead.
 */
class DeadProcesses {

  private static final Logger LOG = LoggerFactory.getLogger(DeadProcesses.class);

  private final PickedEntries entries;
  private final Supplier<Set<Entry>> alive;
  private final ProcessDeaths deaths;
  private final TransactionOperations transactions;
  private final Map<Beat, Integer> looks = new HashMap<>();

  /**
   * An entry as some process has picked it.
   *
   * @param instance its name
   * @param version which grows with every pick
   */
  record Entry(String instance, long version) {}

  /**
   * Watches over the entries.
   *
   * @param alive what this process works on
   */
  DeadProcesses(
      PickedEntries entries,
      Supplier<Set<Entry>> alive,
      ProcessDeaths deaths,
      TransactionOperations transactions) {
    this.entries = entries;
    this.alive = alive;
    this.deaths = deaths;
    this.transactions = transactions;
  }

  /**
   * Looks at every entry; to be called once a heartbeat.
   *
   * @param limit so many looks after the first, each without a new heartbeat, and it is dead
   * @return how many entries were found dead and wait again
   */
  int look(int limit) {
    Set<Beat> beats = new HashSet<>(entries.beats());
    Set<Entry> mine = alive.get();
    beats.removeIf(beat -> mine.contains(new Entry(beat.generation().toString(), beat.version())));
    looks.keySet().retainAll(beats);
    beats.forEach(beat -> looks.merge(beat, 1, Integer::sum));
    return (int)
        beats.stream()
            .filter(beat -> looks.getOrDefault(beat, 0) > limit)
            .filter(this::release)
            .count();
  }

  private boolean release(Beat last) {
    boolean released = declareDead(last);
    if (released) {
      LOG.warn("the process that worked on generation {} has died", last.generation());
    }
    return released;
  }

  private boolean declareDead(Beat last) {
    try {
      return Boolean.TRUE.equals(
          transactions.execute(
              transaction -> {
                deaths.declare(last.generation());
                boolean released = entries.release(last);
                if (!released) {
                  transaction.setRollbackOnly();
                }
                return released;
              }));
    } catch (GenerationNotFoundException deleted) {
      return entries.release(last);
    }
  }
}
