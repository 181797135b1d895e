package dev.rollover.model.pipeline;

import dev.rollover.model.EncodedPrompts;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.Replicas;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Prompts to what the transformer reads; some that were encoded lately are kept. */
final class PromptTexts<K, T> implements AutoCloseable {

  private final CallKeys keys;
  private final Replicas<TextEncoders<K, T>> encoders;
  private final PromptTokenizer<K> tokenizer;
  private final EncodedPrompts<Text, T> encoded;

  /** What decides an encoding. */
  private record Text(String prompt, int length) {}

  /**
   * Opens the tokenizers.
   *
   * @param encoders their owner closes them
   * @param kept bytes of encoded prompts that are kept
   */
  PromptTexts(
      Pipeline<K, T> pipeline, CallKeys keys, Replicas<TextEncoders<K, T>> encoders, long kept)
      throws IOException {
    this.keys = keys;
    this.encoders = encoders;
    this.tokenizer = pipeline.tokenizer();
    this.encoded = new EncodedPrompts<>(kept, pipeline::bytes);
  }

  /**
   * Encodings of prompts, in their order. A job that is alone takes none that others had made: in
   * their batches, last bits may have come out otherwise.
   *
   * @param length most tokens of each
   */
  List<T> of(List<String> prompts, int length, DeviceAccount account) {
    List<Text> texts = prompts.stream().map(prompt -> new Text(prompt, length)).toList();
    Map<Text, T> known = new HashMap<>();
    if (!account.alone()) {
      texts.forEach(text -> encoded.find(text).ifPresent(found -> known.put(text, found)));
    }
    List<Text> missing =
        texts.stream().filter(text -> !known.containsKey(text)).distinct().toList();
    if (!missing.isEmpty()) {
      List<T> made = encode(missing, length, account);
      for (int i = 0; i < missing.size(); i++) {
        known.put(missing.get(i), made.get(i));
        encoded.keep(missing.get(i), made.get(i));
      }
    }
    return texts.stream().map(text -> Objects.requireNonNull(known.get(text))).toList();
  }

  private List<T> encode(List<Text> texts, int length, DeviceAccount account) {
    List<K> tokens = texts.stream().map(text -> tokenizer.of(text.prompt(), length)).toList();
    return encoders.submit(
        keys.texts(length), tokens, (encoder, batch) -> encoder.encode(length, batch), account);
  }

  PromptTokenizer<K> tokenizer() {
    return tokenizer;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
