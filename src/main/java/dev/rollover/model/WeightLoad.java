package dev.rollover.model;

import dev.rollover.tensor.HostMemory;
import dev.rollover.tensor.Safetensors;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import dev.rollover.tensor.WeightChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Puts the weights of one network on a device, or leaves them on the host for it, tensor by tensor,
 * by several threads; the log tells how far it is with a large one.
 */
final class WeightLoad {

  /** Copying and looking through the bytes keeps no more of them busy. */
  private static final int MOST_THREADS = 4;

  private final Path path;
  private final Safetensors file;
  private final WeightChange change;
  private final Scope scope;
  private final HostMemory host;

  /**
   * Loads nothing yet.
   *
   * @param path of the file, for the log
   * @param change what becomes of weights on their way
   * @param scope what the tensors live as long as
   */
  WeightLoad(Path path, Safetensors file, WeightChange change, Scope scope) {
    this.path = path;
    this.file = file;
    this.change = change;
    this.scope = scope;
    this.host = HostMemory.of(scope);
  }

  /**
   * Loads weights.
   *
   * @param storedAs what the file calls each weight, by the program's name of it
   * @param streamed the program's names of those that stay on the host
   * @throws dev.rollover.tensor.SafetensorsException if one is not of finite floats, naming it
   */
  Map<String, Tensor> all(Map<String, String> storedAs, Set<String> streamed) throws IOException {
    boolean widened = scope.widens(storedAs.values().stream().mapToLong(file::values).sum());
    Map<String, Long> kept = new HashMap<>();
    storedAs.forEach(
        (name, stored) -> kept.put(stored, kept(stored, widened && !streamed.contains(name))));
    LoadProgress progress = LoadProgress.begin(path, file, kept, widened);
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    Map<String, Tensor> loaded = new LinkedHashMap<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      Map<String, Future<Tensor>> loading = new LinkedHashMap<>();
      storedAs.forEach(
          (name, stored) ->
              loading.put(
                  name,
                  executor.submit(
                      () -> {
                        Tensor weight = one(stored, widened, streamed.contains(name));
                        progress.add(file.bytes(stored), kept.getOrDefault(stored, 0L));
                        return weight;
                      })));
      try {
        for (Map.Entry<String, Future<Tensor>> weight : loading.entrySet()) {
          loaded.put(weight.getKey(), get(weight.getValue()));
        }
      } catch (IOException | RuntimeException e) {
        executor.shutdownNow();
        throw e;
      }
    }
    progress.end();
    return loaded;
  }

  /** Bytes that a weight takes where it is kept. */
  private long kept(String stored, boolean widened) {
    return widened ? Float.BYTES * file.values(stored) : file.bytes(stored);
  }

  private Tensor one(String stored, boolean widened, boolean streams) throws IOException {
    return streams ? file.rest(stored, change, host) : file.load(stored, widened, change, scope);
  }

  private static Tensor get(Future<Tensor> weight) throws IOException {
    try {
      return weight.get();
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof IOException unreadable) {
        throw unreadable;
      }
      if (cause instanceof RuntimeException wrong) {
        throw wrong;
      }
      throw new IllegalStateException("weights cannot be loaded", cause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while weights are loaded", interrupted);
    }
  }
}
