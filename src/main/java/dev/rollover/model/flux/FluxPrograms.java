package dev.rollover.model.flux;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.NetworkDefinition;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The programs that a FLUX folder's configurations make, without weights. */
public final class FluxPrograms {

  private FluxPrograms() {}

  /**
   * Archives of the transformer and the decoder that any PyTorch loads, by the programs' names.
   *
   * @param folder with {@code transformer/config.json} and {@code vae/config.json}
   * @throws dev.rollover.model.ModelFormatException if one says what no program here can do
   */
  public static Map<String, byte[]> of(Path folder, Precision precision) throws IOException {
    Map<String, byte[]> archives = new LinkedHashMap<>();
    for (NetworkDefinition network :
        List.of(
            FluxConfig.read(folder.resolve("transformer")).network(),
            AutoencoderConfig.read(folder.resolve("vae")).decoderNetwork())) {
      archives.put(
          network.program(), Program.archive(network.program(), network.in(precision).constants()));
    }
    return archives;
  }
}
