package dev.rollover.training;

import dev.rollover.model.flux.FluxConfig;
import dev.rollover.model.flux.PromptTokens;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.Program;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The flow's three programs, bound to one set of weights: captions, latents and times to
 * velocities.
 */
final class Flow implements AutoCloseable {

  private static final BundledFlow SIZES = BundledFlow.SIZES;

  private final Program clip;
  private final Program t5;
  private final Program transformer;

  /**
   * Binds weights.
   *
   * @param weights those behind a prefix such as {@code transformer/}
   */
  Flow(Device device, Function<String, Map<String, Tensor>> weights, Precision precision) {
    this.clip =
        Program.compile("clip_text", SIZES.clipConstants(ClipTokenizerFiles.endOfText()), device);
    this.t5 = Program.compile("t5_encoder", SIZES.t5Constants(), device);
    this.transformer =
        Program.compile("flux_transformer_2d", SIZES.transformerConstants(precision), device);
    clip.bind(weights.apply(FlowWeights.CLIP));
    t5.bind(weights.apply(FlowWeights.T5));
    transformer.bind(weights.apply(FlowWeights.TRANSFORMER));
  }

  /**
   * Velocities {@code [batch, tokens, channels]} through which gradients flow back to all weights.
   */
  Tensor record(Scope scope, List<PromptTokens> captions, Tensor latents, float[] times) {
    return transformer.record(
        scope,
        latents,
        t5.record(scope, t5Ids(scope, captions)),
        clip.record(scope, clipIds(scope, captions)),
        scope.floats(times, times.length),
        FluxConfig.PLACES.ofImage(scope, LatentEncoder.PACKING),
        FluxConfig.PLACES.ofText(scope, TokenizerFiles.MAX_LENGTH));
  }

  /** The texts of a batch, encoded once for many calls of {@link #velocity}. */
  Texts encode(Scope scope, List<PromptTokens> captions) {
    return new Texts(
        t5.run(scope, t5Ids(scope, captions)), clip.run(scope, clipIds(scope, captions)));
  }

  /** Encoded captions: {@code [batch, tokens, channels]} and {@code [batch, channels]}. */
  record Texts(Tensor sequence, Tensor pooled) {}

  /** Velocities {@code [batch, tokens, channels]}, all rows at one time. */
  Tensor velocity(Scope scope, Texts texts, Tensor latents, float time) {
    float[] times = new float[Math.toIntExact(latents.shape()[0])];
    Arrays.fill(times, time);
    return transformer.run(
        scope,
        latents,
        texts.sequence(),
        texts.pooled(),
        scope.floats(times, times.length),
        FluxConfig.PLACES.ofImage(scope, LatentEncoder.PACKING),
        FluxConfig.PLACES.ofText(scope, TokenizerFiles.MAX_LENGTH));
  }

  private static Tensor clipIds(Scope scope, List<PromptTokens> captions) {
    return scope.stackLongs(captions.stream().map(PromptTokens::clip).toList());
  }

  private static Tensor t5Ids(Scope scope, List<PromptTokens> captions) {
    return scope.stackLongs(captions.stream().map(PromptTokens::t5).toList());
  }

  @Override
  public void close() {
    clip.close();
    t5.close();
    transformer.close();
  }
}
