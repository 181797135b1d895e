package dev.rollover.model;

import dev.rollover.tensor.Safetensors;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import dev.rollover.tensor.WeightChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Puts the weights of one network on a device, tensor by tensor, by several threads; the log tells
 * how far it is with a large one.
 */
final class WeightLoad {

  /** Copying and looking through the bytes keeps no more of them busy. */
  private static final int MOST_THREADS = 4;

  private final Safetensors file;
  private final WeightChange change;
  private final Scope scope;
  private final boolean widened;
  private final LoadProgress progress;

  private WeightLoad(
      Safetensors file, WeightChange change, Scope scope, boolean widened, LoadProgress progress) {
    this.file = file;
    this.change = change;
    this.scope = scope;
    this.widened = widened;
    this.progress = progress;
  }

  /**
   * Loads weights.
   *
   * @param path of the file, for the log
   * @param storedAs what the file calls each weight, by the program's name of it
   * @param scope what the tensors live as long as
   * @throws dev.rollover.tensor.SafetensorsException if one is not of finite floats, naming it
   */
  static Map<String, Tensor> of(
      Path path, Safetensors file, Map<String, String> storedAs, WeightChange change, Scope scope)
      throws IOException {
    boolean widened = scope.widens(storedAs.values().stream().mapToLong(file::values).sum());
    LoadProgress progress = LoadProgress.begin(path, file, storedAs.values(), widened);
    Map<String, Tensor> weights =
        new WeightLoad(file, change, scope, widened, progress).all(storedAs);
    progress.end();
    return weights;
  }

  private Map<String, Tensor> all(Map<String, String> storedAs) throws IOException {
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      Map<String, Future<Tensor>> loading = new LinkedHashMap<>();
      storedAs.forEach((name, stored) -> loading.put(name, executor.submit(() -> one(stored))));
      try {
        Map<String, Tensor> loaded = new LinkedHashMap<>();
        for (Map.Entry<String, Future<Tensor>> weight : loading.entrySet()) {
          loaded.put(weight.getKey(), get(weight.getValue()));
        }
        return loaded;
      } catch (IOException | RuntimeException e) {
        executor.shutdownNow();
        throw e;
      }
    }
  }

  private Tensor one(String stored) throws IOException {
    Tensor weight = file.load(stored, widened, change, scope);
    progress.add(file.bytes(stored), LoadProgress.onDevice(stored, file, widened));
    return weight;
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
