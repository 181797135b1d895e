package dev.rollover.model.pipeline;

import dev.rollover.model.CheckedNetwork;
import dev.rollover.model.Network;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Replicas;
import dev.rollover.tensor.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The text encoders on a device. Run by one thread at a time. */
final class TextEncoders<K, T> implements Replicas.Replica {

  /** Tokens that are encoded at once, or one prompt: more are no faster, and take memory. */
  static final int MOST_TOKENS = 1 << 11;

  private final Pipeline<K, T> pipeline;
  private final Device device;
  private final List<Network> networks = new ArrayList<>();

  TextEncoders(Pipeline<K, T> pipeline, List<CheckedNetwork> encoders, Device device)
      throws IOException {
    this.pipeline = pipeline;
    this.device = device;
    try {
      for (CheckedNetwork encoder : encoders) {
        networks.add(encoder.in(device.precision()).load(device));
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Prompts, tokenised, to what the transformer reads.
   *
   * @param length most tokens of each
   */
  List<T> encode(int length, List<K> prompts) {
    int atOnce = Math.max(1, MOST_TOKENS / length);
    List<T> texts = new ArrayList<>(prompts.size());
    for (int at = 0; at < prompts.size(); at += atOnce) {
      List<K> together = prompts.subList(at, Math.min(at + atOnce, prompts.size()));
      try (Scope scope = device.scope()) {
        texts.addAll(pipeline.encode(scope, networks, together));
      }
    }
    return texts;
  }

  @Override
  public void close() {
    networks.forEach(Network::close);
  }
}
