package dev.rollover.model.flux2;

import dev.rollover.model.Network;
import dev.rollover.model.TokenRow;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Replicas;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.util.List;

/** The text encoder on a device. Run by one thread at a time. */
final class Flux2Encoder implements Replicas.Replica {

  private final Device device;
  private final Network network;

  Flux2Encoder(Flux2Parts parts, Device device) throws IOException {
    this.device = device;
    this.network = parts.text().in(device.precision()).load(device);
  }

  /** Prompts, tokenised, to what the transformer reads. */
  List<float[]> encode(List<TokenRow> prompts) {
    try (Scope scope = device.scope()) {
      Tensor ids = scope.stackLongs(prompts.stream().map(TokenRow::ids).toList());
      long[] lengths = prompts.stream().mapToLong(TokenRow::tokens).toArray();
      return network.run(scope, ids, scope.longs(lengths, lengths.length)).toRows();
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
