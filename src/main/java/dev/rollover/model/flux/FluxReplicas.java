package dev.rollover.model.flux;

import dev.rollover.model.DecoderTiles;
import dev.rollover.model.ModelDevices;
import dev.rollover.model.Placement;
import dev.rollover.tensor.Place;
import dev.rollover.tensor.Replicas;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The networks of a FLUX on their devices. */
final class FluxReplicas implements AutoCloseable {

  private final List<Replicas<?>> opened = new ArrayList<>();
  private final @Nullable DecoderTiles tiles;
  private final Replicas<FluxEncoders> encoders;
  private final Replicas<FluxTransformer> transformers;
  private final Replicas<FluxDecoders> decoders;
  private final @Nullable Replicas<FluxGradients> gradients;

  /**
   * Loads them.
   *
   * @param tiles in which larger images are decoded; null for none
   */
  FluxReplicas(FluxParts parts, Placement placement, @Nullable DecoderTiles tiles)
      throws IOException {
    this.tiles = tiles;
    try {
      encoders =
          opened(Replicas.load(placement.encoders(), device -> new FluxEncoders(parts, device)));
      transformers =
          opened(
              Replicas.load(
                  placement.transformers(), device -> new FluxTransformer(parts, device)));
      decoders =
          opened(
              Replicas.load(
                  placement.decoders(), device -> new FluxDecoders(parts, tiles, device)));
      Place guided = placement.gradients();
      gradients = guided == null ? null : opened(gradients(parts, guided));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Through the transformer there, and decoders beside it: other ones where they have a place. */
  private Replicas<FluxGradients> gradients(FluxParts parts, Place place) throws IOException {
    FluxTransformer transformer = transformers.on(place.device()).orElseThrow();
    Optional<FluxDecoders> beside = decoders.on(place.device());
    FluxDecoders through =
        beside.isPresent()
            ? beside.get()
            : opened(
                    Replicas.load(List.of(place), device -> new FluxDecoders(parts, tiles, device)))
                .any();
    return Replicas.load(List.of(place), device -> transformer.gradients(through));
  }

  private <N extends Replicas.Replica> Replicas<N> opened(Replicas<N> replicas) {
    opened.add(replicas);
    return replicas;
  }

  Replicas<FluxEncoders> encoders() {
    return encoders;
  }

  Replicas<FluxTransformer> transformers() {
    return transformers;
  }

  Replicas<FluxDecoders> decoders() {
    return decoders;
  }

  boolean hasGradients() {
    return gradients != null;
  }

  Replicas<FluxGradients> gradients() {
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
