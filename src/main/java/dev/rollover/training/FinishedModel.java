package dev.rollover.training;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Safetensors;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The weights of the bundled model's folder once it is written, for what is trained after it. */
final class FinishedModel implements AutoCloseable {

  private static final String AUTOENCODER = "vae/";
  private static final String PREVIEW = "vae_preview/";

  private final Path folder;
  private final Scope scope;

  FinishedModel(Path folder, Device device) {
    this.folder = folder;
    this.scope = device.scope();
  }

  Map<String, Tensor> autoencoder() {
    return weights(AUTOENCODER);
  }

  Map<String, Tensor> preview() {
    return weights(PREVIEW);
  }

  /** The shift and scale of the flow's latents. */
  LatentScale scale() throws IOException {
    JsonNode config =
        JsonMapper.shared().readTree(Files.readAllBytes(folder.resolve("vae/config.json")));
    return new LatentScale(
        config.required("shift_factor").doubleValue(),
        config.required("scaling_factor").doubleValue());
  }

  /**
   * The weights of one part.
   *
   * @param part its folder, such as {@link FlowWeights#TRANSFORMER}
   */
  Map<String, Tensor> weights(String part) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    try (Safetensors file = Safetensors.open(folder.resolve(part).resolve(file(part)))) {
      for (String name : file.names()) {
        FloatTensor weight = file.read(name);
        weights.put(name, scope.floats(weight.data(), weight.shape()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return weights;
  }

  /** Diffusers and transformers call their files differently. */
  private static String file(String part) {
    return part.equals(FlowWeights.CLIP) || part.equals(FlowWeights.T5)
        ? "model.safetensors"
        : "diffusion_pytorch_model.safetensors";
  }

  @Override
  public void close() {
    scope.close();
  }
}
