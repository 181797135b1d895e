package dev.rollover.model.flux2;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.CheckedNetwork;
import dev.rollover.model.Network;
import dev.rollover.model.PromptReading;
import dev.rollover.model.Qwen3Chat;
import dev.rollover.model.Qwen3Config;
import dev.rollover.model.TokenRow;
import dev.rollover.model.pipeline.FolderCheck;
import dev.rollover.model.pipeline.LatentStatistics;
import dev.rollover.model.pipeline.Pipeline;
import dev.rollover.model.pipeline.PipelineFiles;
import dev.rollover.model.pipeline.PipelineNetworks;
import dev.rollover.model.pipeline.PipelineNetworks.LatentDecoder;
import dev.rollover.model.pipeline.TextLength;
import dev.rollover.model.pipeline.VelocityBatch;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import dev.rollover.tensor.WeightChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A FLUX.2 klein in diffusers' folder layout, {@code Flux2KleinPipeline}. A prompt is the encoder's
 * states, {@code [text tokens, joint_attention_dim]}.
 */
record Flux2Pipeline(
    Path folder, Flux2Configs configs, PipelineNetworks networks, PromptReading reading)
    implements Pipeline<TokenRow, float[]> {

  /**
   * Looks a folder through, reading configurations, the headers of weights, and statistics.
   *
   * @param maxSequenceLength most tokens of a text, or null for as many as the pipeline takes
   * @throws dev.rollover.model.ModelFormatException with all that is missing, or says what no
   *     program here can do
   */
  static Flux2Pipeline check(PipelineFiles files, @Nullable Integer maxSequenceLength)
      throws IOException {
    FolderCheck check = new FolderCheck(files);
    Optional<Flux2Configs> configs = Flux2Configs.read(files.path(), check);
    Optional<CheckedNetwork> text =
        check.network("text_encoder", at -> Qwen3Config.read(at, TextTokens.LAYERS).network());
    Optional<CheckedNetwork> transformer =
        check.network("transformer", at -> Flux2Config.read(at).network());
    Optional<WeightChange> loras =
        check.loras(configs.map(read -> Flux2LoraTargets.of(read.transformer())));
    Optional<CheckedNetwork> decoder =
        check.network("vae", at -> Flux2AutoencoderConfig.read(at).network());
    Optional<LatentStatistics> statistics = Optional.empty();
    if (configs.isPresent() && decoder.isPresent()) {
      Path file = decoder.get().weights().file();
      statistics = check.faults().of(() -> configs.get().autoencoder().statistics(file));
    }
    Optional<LatentDecoder> preview =
        check.preview(configs.map(read -> read.autoencoder().decoder()));
    Path tokenizer = files.part("tokenizer");
    check.tokenizer(
        "tokenizer", "text_encoder", at -> Qwen3Config.read(at, TextTokens.LAYERS).vocabSize());
    Qwen3Chat.check(tokenizer, check.faults());
    check.end();
    TextLength length =
        TextLength.of(
            tokenizer, TextTokens.LONGEST_TEXT, TextTokens.LONGEST_TEXT, maxSequenceLength);
    return new Flux2Pipeline(
        files.path(),
        configs.orElseThrow(),
        new PipelineNetworks(
            List.of(text.orElseThrow()),
            transformer.orElseThrow(),
            loras.orElseThrow(),
            new LatentDecoder(decoder.orElseThrow(), statistics.orElseThrow()),
            preview.orElse(null)),
        new PromptReading(null, !configs.get().distilled(), length.tokens(), length.own()));
  }

  @Override
  public AutoencoderConfig autoencoder() {
    return configs.autoencoder().decoder();
  }

  @Override
  public TextTokens tokenizer() throws IOException {
    return TextTokens.open(folder.resolve("tokenizer"));
  }

  @Override
  public List<float[]> encode(Scope scope, List<Network> encoders, List<TokenRow> prompts) {
    Tensor ids = scope.stackLongs(prompts.stream().map(TokenRow::ids).toList());
    long[] lengths = prompts.stream().mapToLong(TokenRow::tokens).toArray();
    return encoders.getFirst().run(scope, ids, scope.longs(lengths, lengths.length)).toRows();
  }

  @Override
  public long bytes(float[] text) {
    return (long) Float.BYTES * text.length;
  }

  @Override
  public Tensor[] inputs(Scope scope, VelocityBatch<float[]> batch) {
    int channels = configs.transformer().jointAttentionDim();
    int textTokens = batch.rows().getFirst().text().length / channels;
    return new Tensor[] {
      batch.latents(),
      batch.texts(scope, text -> text, textTokens, channels),
      batch.times(),
      Flux2Config.PLACES.ofImage(scope, batch.packing()),
      Flux2Config.PLACES.ofText(scope, textTokens)
    };
  }

  @Override
  public double timeShift(int imageTokens, int steps) {
    return configs.timeShift(imageTokens, steps);
  }

  @Override
  public Flux2Memory memory() {
    return new Flux2Memory(configs.transformer(), configs.text());
  }
}
