package dev.rollover.model.pipeline;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.ImageSizes;
import dev.rollover.model.LatentPacking;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.ModelDevices;
import dev.rollover.model.ModelFamily;
import dev.rollover.model.ModelProperties;
import dev.rollover.model.NegativeText;
import dev.rollover.model.PromptReading;
import dev.rollover.model.RgbImage;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.DeviceAccount;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder in diffusers' layout under its name in the catalogue, loaded on one device or on
 * several. Given a prompt and a size it is a {@link FlowModel}; many of them, for many jobs, share
 * it.
 */
final class PipelineModel<K, T> implements LoadedModel {

  private final ModelFamily family;
  private final ModelProperties.Folder properties;
  private final Pipeline<K, T> pipeline;
  private final CallKeys keys;
  private final PipelineReplicas<K, T> replicas;
  private final PromptTexts<K, T> texts;

  /** Loads it. */
  PipelineModel(CheckedPipeline<K, T> checked, Layout layout) throws IOException {
    this.family = checked.family();
    this.properties = checked.properties();
    this.pipeline = checked.pipeline();
    this.keys = new CallKeys(pipeline.autoencoder());
    this.replicas = new PipelineReplicas<>(pipeline, layout);
    try {
      long kept = properties.promptCacheBytes(layout.encodesSlowly());
      this.texts = new PromptTexts<>(pipeline, keys, replicas.encoders(), kept);
    } catch (IOException | RuntimeException e) {
      replicas.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return properties.name();
  }

  @Override
  public String description() {
    return properties.description();
  }

  @Override
  public String family() {
    return family.name();
  }

  @Override
  public ImageSizes sizes() {
    return pipeline.sizes(properties.largestSide());
  }

  @Override
  public boolean showsScenes() {
    return properties.showsScenes();
  }

  @Override
  public int guidedPixels() {
    return replicas.hasGradients() ? properties.guidedPixels() : 0;
  }

  @Override
  public ModelDevices devices() {
    return replicas.devices();
  }

  @Override
  public List<String> unknownWords(String prompt) {
    return texts.tokenizer().unknownWords(prompt);
  }

  @Override
  public PromptReading reading() {
    return pipeline.reading();
  }

  @Override
  public boolean cuts(String prompt, int tokens) {
    return texts.tokenizer().cuts(prompt, tokens);
  }

  @Override
  public boolean readsInPart(String prompt) {
    return texts.tokenizer().readsInPart(prompt);
  }

  /** That of calls for prompts of the usual length, without a negative one. */
  @Override
  public BatchKey callKey(String operation, int width, int height) {
    LatentPacking packing = pipeline.autoencoder().packing(width, height);
    int tokens = reading().tokens();
    return switch (operation) {
      case CallKeys.ENCODE -> keys.texts(tokens);
      case CallKeys.VELOCITY, CallKeys.GRADIENT ->
          keys.rows(operation, new VelocityShape(packing, tokens, false));
      default -> keys.images(operation, packing);
    };
  }

  /**
   * Encodes a prompt, and a negative prompt if there is one.
   *
   * @throws IllegalArgumentException if the size is no multiple of what {@link #sizes} says, or if
   *     the model cannot be guided so
   */
  @Override
  public FlowModel prepare(Conditions conditions) {
    LatentPacking packing = pipeline.autoencoder().packing(conditions.width(), conditions.height());
    requireGuidance(conditions);
    int length = conditions.tokens() == null ? reading().tokens() : conditions.tokens();
    List<T> encoded =
        texts.of(
            Stream.of(conditions.prompt(), conditions.negativePrompt())
                .filter(Objects::nonNull)
                .toList(),
            length,
            conditions.account());
    return new PreparedModel<>(
        this,
        new VelocityShape(packing, length, false),
        encoded.getFirst(),
        negative(conditions, encoded.getLast()),
        guidance(conditions),
        conditions.account());
  }

  private void requireGuidance(Conditions conditions) {
    boolean hasNegative = conditions.negativePrompt() != null;
    if (hasNegative && !reading().takesNegativePrompt()) {
      throw new IllegalArgumentException("this model takes no negative prompt");
    }
    if (!hasNegative && conditions.guidance() != null && reading().usualGuidance() == null) {
      throw new IllegalArgumentException("this model takes no guidance scale");
    }
  }

  private @Nullable NegativeText<T> negative(Conditions conditions, T text) {
    return conditions.negativePrompt() == null
        ? null
        : new NegativeText<>(text, Objects.requireNonNull(conditions.guidance()));
  }

  /** The scale that the transformer takes, if it takes one. */
  private @Nullable Double guidance(Conditions conditions) {
    Double usual = reading().usualGuidance();
    return usual == null || conditions.guidance() == null ? usual : conditions.guidance();
  }

  double timeShift(LatentPacking packing, int steps) {
    return pipeline.timeShift(packing.packedShape().tokens(), steps);
  }

  List<float[]> velocity(VelocityShape shape, List<VelocityRow<T>> rows, DeviceAccount account) {
    return replicas
        .transformers()
        .submit(
            keys.rows(CallKeys.VELOCITY, shape),
            rows,
            (transformer, batch) -> transformer.velocity(shape.packing(), batch),
            account);
  }

  List<float[]> gradients(VelocityShape shape, List<GradientRow<T>> rows, DeviceAccount account) {
    BatchKey key = keys.rows(CallKeys.GRADIENT, shape);
    return replicas
        .gradients()
        .submit(
            key,
            rows,
            (gradients, batch) -> gradients.of(shape.packing(), key.pixels(), batch),
            account);
  }

  List<RgbImage> decode(LatentPacking packing, List<float[]> latents, DeviceAccount account) {
    return replicas
        .decoders()
        .submit(
            keys.images(CallKeys.DECODE, packing),
            latents,
            (decoders, batch) -> decoders.decode(packing, batch),
            account);
  }

  boolean hasPreview() {
    return pipeline.networks().preview() != null;
  }

  List<RgbImage> preview(LatentPacking packing, List<float[]> latents, DeviceAccount account) {
    return replicas
        .decoders()
        .submit(
            keys.images(CallKeys.PREVIEW, packing),
            latents,
            (decoders, batch) -> decoders.preview(packing, batch),
            account);
  }

  @Override
  public void close() {
    replicas.close();
    texts.close();
  }
}
