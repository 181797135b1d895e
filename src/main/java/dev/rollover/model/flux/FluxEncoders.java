package dev.rollover.model.flux;

import dev.rollover.model.Network;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Replicas;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The text encoders on a device. Run by one thread at a time. */
final class FluxEncoders implements Replicas.Replica {

  /** Tokens that are encoded at once, or one prompt: more are no faster, and take memory. */
  static final int MOST_TOKENS = 1 << 11;

  private final Device device;
  private final Network clip;
  private final Network t5;

  FluxEncoders(FluxParts parts, Device device) throws IOException {
    this.device = device;
    clip = parts.clip().in(device.precision()).load(device);
    try {
      t5 = parts.t5().in(device.precision()).load(device);
    } catch (IOException | RuntimeException e) {
      clip.close();
      throw e;
    }
  }

  /** Prompts, tokenised, to what the transformer reads. */
  List<TextEmbedding> encode(List<PromptTokens> prompts) {
    int atOnce = Math.max(1, MOST_TOKENS / prompts.getFirst().t5().length);
    List<TextEmbedding> texts = new ArrayList<>(prompts.size());
    for (int at = 0; at < prompts.size(); at += atOnce) {
      texts.addAll(together(prompts.subList(at, Math.min(at + atOnce, prompts.size()))));
    }
    return texts;
  }

  private List<TextEmbedding> together(List<PromptTokens> prompts) {
    try (Scope scope = device.scope()) {
      Tensor clipIds = scope.stackLongs(prompts.stream().map(PromptTokens::clip).toList());
      Tensor t5Ids = scope.stackLongs(prompts.stream().map(PromptTokens::t5).toList());
      List<float[]> pooled = clip.run(scope, clipIds).toRows();
      List<float[]> sequences = t5.run(scope, t5Ids).toRows();
      List<TextEmbedding> texts = new ArrayList<>(prompts.size());
      for (int row = 0; row < prompts.size(); row++) {
        texts.add(new TextEmbedding(sequences.get(row), pooled.get(row)));
      }
      return texts;
    }
  }

  @Override
  public void close() {
    clip.close();
    t5.close();
  }
}
