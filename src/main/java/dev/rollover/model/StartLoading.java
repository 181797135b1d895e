package dev.rollover.model;

import dev.rollover.tensor.DeviceOutOfMemoryException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/**
 * Loads all that is to be loaded, one after another, once the web server is there: on the thread
 * that starts the service, so that the service is ready only afterwards, and a failure is a start
 * that failed.
 */
final class StartLoading implements ApplicationRunner, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StartLoading.class);

  private final Map<StartLoad, LoadState> states = new LinkedHashMap<>();
  // Guarded by this.
  private @Nullable Thread loading;
  private boolean closed;

  /** In their order; nothing is loaded yet. */
  StartLoading(List<StartLoad> loads) {
    loads.forEach(load -> states.put(load, new LoadState(load.bytes())));
  }

  @Override
  public void run(ApplicationArguments arguments) {
    try {
      begin();
      states.forEach(this::load);
    } catch (RuntimeException failure) {
      if (!isClosed()) {
        throw failure;
      }
      LOG.info("The shutdown has cut the loading short");
    } finally {
      end();
    }
  }

  private void load(StartLoad load, LoadState state) {
    if (!isClosed()) {
      state.enter(LoadState.Phase.LOADING);
      LoadProgress.watchedBy(state, () -> loadInMemory(load, state));
      state.enter(LoadState.Phase.READY);
    }
  }

  private static void loadInMemory(StartLoad load, LoadState state) {
    try {
      load.load(() -> state.enter(LoadState.Phase.WARMING_UP));
    } catch (RuntimeException | OutOfMemoryError failure) {
      if (DeviceOutOfMemoryException.isToldBy(failure)) {
        throw new ModelTooLargeException(load.label(), failure);
      }
      throw failure;
    }
  }

  private synchronized void begin() {
    loading = Thread.currentThread();
  }

  private synchronized void end() {
    loading = null;
    // What closed this has interrupted nothing but the loading.
    if (closed) {
      Thread.interrupted();
    }
    notifyAll();
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Whether all is loaded. */
  boolean isDone() {
    return states.values().stream().allMatch(LoadState::isReady);
  }

  /**
   * Makes sure that all is loaded.
   *
   * @throws ModelsLoadingException if it is not
   */
  void requireDone() {
    if (!isDone()) {
      throw new ModelsLoadingException(
          states.entrySet().stream()
              .map(entry -> "%s: %s".formatted(entry.getKey().label(), entry.getValue().told()))
              .collect(Collectors.joining("; ")));
    }
  }

  /** For health: how far each is, by its label. */
  Map<String, Map<String, Object>> details() {
    Map<String, Map<String, Object>> details = new LinkedHashMap<>();
    states.forEach((load, state) -> details.put(load.label(), state.details()));
    return details;
  }

  /** Cuts the loading short, and waits until it has ended. */
  @Override
  public synchronized void close() {
    closed = true;
    if (loading != null) {
      loading.interrupt();
    }
    boolean interrupted = false;
    while (loading != null) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
