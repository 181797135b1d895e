package dev.rollover.model;

import dev.rollover.tensor.Safetensors;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in the log how far the loading of one network is: at the beginning, every tenth of the
 * bytes or every ten seconds, and at the end. Of a small one it tells nothing. Safe for use by many
 * threads.
 */
final class LoadProgress {

  private static final Logger LOG = LoggerFactory.getLogger(LoadProgress.class);

  /** Bytes of the smallest network that takes long enough to be told of. */
  private static final long SMALLEST = 256L << 20;

  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);
  private static final double GIGA = 1e9;

  /** Who hears of what is loaded by a thread, and by those that help it. */
  private static final ScopedValue<LoadWatch> WATCH = ScopedValue.newInstance();

  private final Path path;
  private final long total;
  private final LongSupplier nanoTime;
  private final LoadWatch watch;
  private final long began;
  private long loaded;
  private long tellAt;
  private long toldTime;

  LoadProgress(Path path, long total, LongSupplier nanoTime, LoadWatch watch) {
    this.path = path;
    this.total = total;
    this.nanoTime = nanoTime;
    this.watch = watch;
    this.began = nanoTime.getAsLong();
    this.toldTime = began;
    this.tellAt = total / 10;
  }

  /** Has somebody hear of all that is loaded within. */
  static void watchedBy(LoadWatch watch, Runnable loading) {
    ScopedValue.where(WATCH, watch).run(loading);
  }

  /** Who hears of what this thread loads. */
  static LoadWatch watch() {
    return WATCH.orElse(LoadWatch.NONE);
  }

  /**
   * Tells what is going to be loaded.
   *
   * @param kept bytes that each of the file's weights takes where it is kept
   */
  static LoadProgress begin(Path path, Safetensors file, Map<String, Long> kept, boolean widened) {
    Set<String> names = kept.keySet();
    Map<String, Long> ofTypes = new TreeMap<>();
    names.forEach(name -> ofTypes.merge(file.info(name).dataType(), file.bytes(name), Long::sum));
    long total = ofTypes.values().stream().mapToLong(Long::longValue).sum();
    if (total >= SMALLEST) {
      LOG.info(
          "Loading {} weights, {} GB ({}), from {}{}",
          names.size(),
          giga(total),
          String.join(", ", ofTypes.keySet()),
          path,
          widened ? ", and widening them to float32" : "");
    }
    LoadWatch watch = watch();
    watch.begins(kept.values().stream().mapToLong(Long::longValue).sum());
    return new LoadProgress(path, total, System::nanoTime, watch);
  }

  /**
   * More is loaded.
   *
   * @param bytes of the file
   * @param kept bytes that it takes where it is kept
   */
  synchronized void add(long bytes, long kept) {
    watch.loaded(kept);
    loaded += bytes;
    long now = nanoTime.getAsLong();
    boolean due = loaded >= tellAt || now - toldTime >= INTERVAL;
    if (total >= SMALLEST && loaded < total && due) {
      LOG.info(
          "{} % of {} GB loaded from {}", Math.floorDiv(100 * loaded, total), giga(total), path);
      tellAt = (10 * loaded / total + 1) * total / 10;
      toldTime = now;
    }
  }

  /** All is loaded. */
  synchronized void end() {
    if (total >= SMALLEST) {
      double seconds = (nanoTime.getAsLong() - began) / GIGA;
      LOG.info(
          "Loaded {} GB in {} s, {} GB/s, from {}",
          giga(total),
          "%.1f".formatted(seconds),
          "%.2f".formatted(total / GIGA / seconds),
          path);
    }
  }

  private static String giga(long bytes) {
    return "%.2f".formatted(bytes / GIGA);
  }
}
