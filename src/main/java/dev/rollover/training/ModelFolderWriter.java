package dev.rollover.training;

import dev.rollover.tensor.DataType;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the trained model as a folder that diffusers' {@code FluxPipeline.from_pretrained} loads.
 */
final class ModelFolderWriter {

  private static final BundledFlow FLOW = BundledFlow.SIZES;
  private static final BundledAutoencoder AUTOENCODER = BundledAutoencoder.SIZES;

  private final Path folder;

  ModelFolderWriter(Path folder) {
    this.folder = folder;
  }

  /** What says of every part which class it is, and how samples are taken. */
  void index() throws IOException {
    json(
        "model_index.json",
        Json.object(
            "_class_name",
            "FluxPipeline",
            "scheduler",
            List.of("diffusers", "FlowMatchEulerDiscreteScheduler"),
            "text_encoder",
            List.of("transformers", "CLIPTextModel"),
            "text_encoder_2",
            List.of("transformers", "T5EncoderModel"),
            "tokenizer",
            List.of("transformers", "CLIPTokenizer"),
            "tokenizer_2",
            List.of("transformers", "PreTrainedTokenizerFast"),
            "transformer",
            List.of("diffusers", "FluxTransformer2DModel"),
            "vae",
            List.of("diffusers", "AutoencoderKL")));
    json(
        "scheduler/scheduler_config.json",
        Json.object(
            "_class_name",
            "FlowMatchEulerDiscreteScheduler",
            "num_train_timesteps",
            1000,
            "shift",
            1.0,
            "use_dynamic_shifting",
            false));
  }

  void autoencoder(Map<String, FloatTensor> weights, LatentScale scale) throws IOException {
    json("vae/config.json", AUTOENCODER.config(scale.shift(), scale.scale()));
    weights("vae/diffusion_pytorch_model.safetensors", weights);
  }

  void transformer(Map<String, FloatTensor> weights) throws IOException {
    json("transformer/config.json", FLOW.transformerConfig());
    weights("transformer/diffusion_pytorch_model.safetensors", weights);
  }

  void clip(Map<String, FloatTensor> weights) throws IOException {
    json("text_encoder/config.json", FLOW.clipConfig());
    weights("text_encoder/model.safetensors", weights);
  }

  void t5(Map<String, FloatTensor> weights) throws IOException {
    json("text_encoder_2/config.json", FLOW.t5Config());
    weights("text_encoder_2/model.safetensors", weights);
  }

  /** The preview decoder; in float32, as it is small. */
  void preview(Map<String, FloatTensor> decoder) throws IOException {
    BundledPreview sizes = BundledPreview.SIZES;
    Map<String, FloatTensor> weights = new HashMap<>(decoder);
    weights.putAll(PreviewWeights.silentEncoder(sizes));
    json("vae_preview/config.json", sizes.config());
    Safetensors.write(
        folder.resolve("vae_preview/diffusion_pytorch_model.safetensors"), weights, DataType.F32);
  }

  private void json(String name, Object value) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, Json.write(value));
  }

  private void weights(String name, Map<String, FloatTensor> weights) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Safetensors.write(file, weights, DataType.F16);
  }
}
