package dev.rollover.model.flux2;

import dev.rollover.model.ModelDevices;
import dev.rollover.model.Placement;
import dev.rollover.tensor.Replicas;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The networks of a FLUX.2 klein on their devices. */
final class Flux2Replicas implements AutoCloseable {

  private final List<Replicas<?>> opened = new ArrayList<>();
  private final Replicas<Flux2Encoder> encoders;
  private final Replicas<Flux2Transformer> transformers;
  private final Replicas<Flux2Decoder> decoders;

  Flux2Replicas(Flux2Parts parts, Placement placement) throws IOException {
    try {
      encoders =
          opened(Replicas.load(placement.encoders(), device -> new Flux2Encoder(parts, device)));
      transformers =
          opened(
              Replicas.load(
                  placement.transformers(), device -> new Flux2Transformer(parts, device)));
      decoders =
          opened(Replicas.load(placement.decoders(), device -> new Flux2Decoder(parts, device)));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private <N extends Replicas.Replica> Replicas<N> opened(Replicas<N> replicas) {
    opened.add(replicas);
    return replicas;
  }

  Replicas<Flux2Encoder> encoders() {
    return encoders;
  }

  Replicas<Flux2Transformer> transformers() {
    return transformers;
  }

  Replicas<Flux2Decoder> decoders() {
    return decoders;
  }

  ModelDevices devices() {
    return new ModelDevices(transformers.names(), encoders.names(), decoders.names());
  }

  @Override
  public void close() {
    opened.reversed().forEach(Replicas::close);
  }
}
