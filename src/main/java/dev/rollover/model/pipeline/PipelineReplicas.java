package dev.rollover.model.pipeline;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.DecoderTiles;
import dev.rollover.model.Layout;
import dev.rollover.model.ModelDevices;
import dev.rollover.tensor.Place;
import dev.rollover.tensor.Replicas;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The networks of a model on their devices. */
final class PipelineReplicas<K, T> implements AutoCloseable {

  private final List<Replicas<?>> opened = new ArrayList<>();
  private final Pipeline<K, T> pipeline;
  private final @Nullable DecoderTiles tiles;
  private final Replicas<TextEncoders<K, T>> encoders;
  private final Replicas<Transformer<T>> transformers;
  private final Replicas<Decoders> decoders;
  private final @Nullable Replicas<PipelineGradients<T>> gradients;

  /** Loads them. */
  PipelineReplicas(Pipeline<K, T> pipeline, Layout layout) throws IOException {
    this.pipeline = pipeline;
    this.tiles = layout.inTiles() ? tiles(pipeline.autoencoder()) : null;
    PipelineNetworks networks = pipeline.networks().streaming(layout.streamed());
    try {
      encoders =
          load(
              layout.placement().encoders(),
              device -> new TextEncoders<>(pipeline, networks.encoders(), device));
      transformers =
          load(
              layout.placement().transformers(),
              device -> new Transformer<>(pipeline, networks, device));
      decoders = decoders(layout.placement().decoders());
      Place guided = layout.gradients();
      gradients = guided == null ? null : gradients(guided);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The tiles in which images are decoded that are larger than what it was trained on. */
  private static DecoderTiles tiles(AutoencoderConfig autoencoder) {
    return DecoderTiles.of(autoencoder.sampleSize(), autoencoder.pixelsPerLatent());
  }

  private Replicas<Decoders> decoders(List<Place> places) throws IOException {
    return load(places, device -> new Decoders(pipeline, tiles, device));
  }

  /** Through the transformer there, and decoders beside it: other ones where they have a place. */
  private Replicas<PipelineGradients<T>> gradients(Place place) throws IOException {
    Transformer<T> transformer = transformers.on(place.device()).orElseThrow();
    Optional<Decoders> beside = decoders.on(place.device());
    Decoders through = beside.isPresent() ? beside.get() : decoders(List.of(place)).any();
    return load(List.of(place), device -> new PipelineGradients<>(transformer, through));
  }

  private <N extends Replicas.Replica> Replicas<N> load(
      List<Place> places, Replicas.Loading<N> loading) throws IOException {
    Replicas<N> replicas = Replicas.load(places, loading);
    opened.add(replicas);
    return replicas;
  }

  Replicas<TextEncoders<K, T>> encoders() {
    return encoders;
  }

  Replicas<Transformer<T>> transformers() {
    return transformers;
  }

  Replicas<Decoders> decoders() {
    return decoders;
  }

  boolean hasGradients() {
    return gradients != null;
  }

  Replicas<PipelineGradients<T>> gradients() {
    if (gradients == null) {
      throw new UnsupportedOperationException("this model gives no gradients where it is placed");
    }
    return gradients;
  }

  ModelDevices devices() {
    return new ModelDevices(transformers.names(), encoders.names(), decoders.names());
  }

  @Override
  public void close() {
    opened.reversed().forEach(Replicas::close);
  }
}
