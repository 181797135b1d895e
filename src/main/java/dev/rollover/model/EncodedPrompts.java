package dev.rollover.model;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.ToLongFunction;

/**
 * Prompts that were encoded lately, on the host: as many as its bytes allow, those that were asked
 * for last. For several threads.
 *
 * @param <K> what decides an encoding, such as the prompt and its length
 * @param <E> an encoding
 */
public final class EncodedPrompts<K, E> {

  private final long most;
  private final ToLongFunction<E> bytes;
  // Guarded by this; in the order in which they were asked for.
  private final SequencedMap<K, E> encoded = new LinkedHashMap<>(16, 0.75F, true);
  private long held;

  /**
   * Keeps none yet.
   *
   * @param most bytes of all that are kept; 0 for none
   * @param bytes of an encoding
   */
  public EncodedPrompts(long most, ToLongFunction<E> bytes) {
    this.most = most;
    this.bytes = bytes;
  }

  public synchronized Optional<E> find(K prompt) {
    return Optional.ofNullable(encoded.get(prompt));
  }

  /**
   * Keeps an encoding, unless it is too large by itself; those give way that were not asked for.
   */
  public synchronized void keep(K prompt, E encoding) {
    if (bytes.applyAsLong(encoding) > most) {
      return;
    }
    E before = encoded.put(prompt, encoding);
    held += bytes.applyAsLong(encoding) - (before == null ? 0 : bytes.applyAsLong(before));
    while (held > most) {
      E oldest = encoded.pollFirstEntry().getValue();
      held -= bytes.applyAsLong(oldest);
    }
  }
}
