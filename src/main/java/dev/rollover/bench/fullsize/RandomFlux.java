package dev.rollover.bench.fullsize;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.ClipTextConfig;
import dev.rollover.model.ModelFolder;
import dev.rollover.model.NetworkDefinition;
import dev.rollover.model.T5Config;
import dev.rollover.model.flux.FluxConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Writes a FLUX.1 as official folders are laid out, of their size, with random weights: what it
 * takes to load and to run one can be seen without having one. Its images are noise, and its
 * tokenizers those of the bundled model.
 */
public final class RandomFlux {

  private static final String TOKENIZERS = "classpath:models/shapes";

  private final RandomFluxOptions options;

  private RandomFlux(RandomFluxOptions options) {
    this.options = options;
  }

  /** Reads a network's configuration in a folder. */
  private interface Reading {
    NetworkDefinition read(Path folder) throws IOException;
  }

  /** Writes a folder; see {@link RandomFluxOptions#USAGE}. */
  @SuppressWarnings("SystemOut") // A command's answer.
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    RandomFluxOptions options;
    try {
      options = RandomFluxOptions.parse(List.of(args));
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage() + "\n" + RandomFluxOptions.USAGE);
      System.exit(2);
      return;
    }
    new RandomFlux(options).write();
    System.out.println(options.out());
  }

  private void write() throws IOException {
    FluxSizes sizes = options.sizes();
    text("model_index.json", FluxSizes.INDEX);
    text("scheduler/scheduler_config.json", FluxSizes.SCHEDULER);
    network(
        "transformer",
        sizes.transformer(),
        "diffusion_pytorch_model",
        3,
        folder -> FluxConfig.read(folder).network());
    network("text_encoder_2", sizes.t5(), "model", 2, folder -> T5Config.read(folder).network());
    network(
        "text_encoder",
        FluxSizes.CLIP,
        "model",
        1,
        folder -> ClipTextConfig.read(folder).network());
    network(
        "vae",
        sizes.autoencoder(),
        "diffusion_pytorch_model",
        1,
        folder -> AutoencoderConfig.read(folder).decoderNetwork());
    tokenizers();
  }

  private void text(String name, String content) throws IOException {
    Path file = options.out().resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, content);
  }

  private void network(String part, String config, String name, int shards, Reading reading)
      throws IOException {
    if (options.includes(part)) {
      text(part + "/config.json", config);
      Path folder = options.out().resolve(part);
      RandomWeights weights =
          new RandomWeights(reading.read(folder).weights().shapes(), options.seed());
      new ShardWriter(folder, name, options.type()).write(weights, shards);
    }
  }

  private void tokenizers() throws IOException {
    try (ModelFolder bundled = ModelFolder.open(TOKENIZERS)) {
      for (String part : List.of("tokenizer", "tokenizer_2")) {
        Path from = bundled.path().resolve(part);
        Path to = Files.createDirectories(options.out().resolve(part));
        try (Stream<Path> files = Files.list(from)) {
          for (Path file : files.toList()) {
            Files.write(to.resolve(from.relativize(file).toString()), Files.readAllBytes(file));
          }
        }
      }
    }
  }
}
