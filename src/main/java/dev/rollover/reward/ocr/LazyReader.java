package dev.rollover.reward.ocr;

import ai.onnxruntime.OrtException;
import dev.rollover.reward.RewardFailedException;
import dev.rollover.reward.vision.LoadedNetwork;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A reader that is loaded when somebody first wants to read: who never does has no part of its
 * memory, and none of its time at the start.
 */
final class LazyReader implements LoadedNetwork {

  private final Loading loading;
  private @Nullable TextReader reader;
  private @Nullable String failure;

  /** Loads a reader. */
  interface Loading {
    TextReader load() throws IOException, OrtException;
  }

  LazyReader(Loading loading) {
    this.loading = loading;
  }

  /**
   * The reader.
   *
   * @throws RewardFailedException if it cannot be loaded, which is tried once
   */
  synchronized TextReader get() {
    if (reader == null) {
      reader = load();
    }
    return reader;
  }

  private TextReader load() {
    try {
      if (failure == null) {
        return loading.load();
      }
      throw failed(failure, null);
    } catch (IOException | OrtException | LinkageError unreadable) {
      failure = "its networks cannot be loaded: " + unreadable.getMessage();
      throw failed(failure, unreadable);
    }
  }

  private static RewardFailedException failed(String why, @Nullable Throwable cause) {
    return new RewardFailedException(
        OcrRewardKind.NAME, "does not read, since " + why, true, cause);
  }

  /** Why it cannot be loaded, once that was tried in vain. */
  synchronized Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public synchronized void close() {
    failure = "the service stops";
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
