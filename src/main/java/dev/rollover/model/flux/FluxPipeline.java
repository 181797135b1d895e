package dev.rollover.model.flux;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.CheckedNetwork;
import dev.rollover.model.ClipTextConfig;
import dev.rollover.model.Network;
import dev.rollover.model.PromptReading;
import dev.rollover.model.T5Config;
import dev.rollover.model.pipeline.FolderCheck;
import dev.rollover.model.pipeline.LatentStatistics;
import dev.rollover.model.pipeline.Pipeline;
import dev.rollover.model.pipeline.PipelineFiles;
import dev.rollover.model.pipeline.PipelineNetworks;
import dev.rollover.model.pipeline.PipelineNetworks.LatentDecoder;
import dev.rollover.model.pipeline.TextLength;
import dev.rollover.model.pipeline.VelocityBatch;
import dev.rollover.model.pipeline.VelocityRow;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import dev.rollover.tensor.WeightChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A FLUX.1 in diffusers' folder layout, {@code FluxPipeline}. */
record FluxPipeline(
    Path folder, FluxConfigs configs, PipelineNetworks networks, PromptReading reading)
    implements Pipeline<PromptTokens, TextEmbedding> {

  /** What FLUX takes when nobody says otherwise. */
  private static final double DEFAULT_GUIDANCE = 3.5;

  /** What schnell was distilled with, and is to be asked with. */
  private static final int USUAL_TEXT_WITHOUT_GUIDANCE = 256;

  /**
   * Looks a folder through.
   *
   * @param maxSequenceLength most tokens of a T5 text, or null for what is usual of such a model
   * @throws dev.rollover.model.ModelFormatException with all that is missing, or says what no
   *     program here can do
   */
  static FluxPipeline check(PipelineFiles files, @Nullable Integer maxSequenceLength)
      throws IOException {
    FolderCheck check = new FolderCheck(files);
    Optional<FluxConfigs> configs = FluxConfigs.read(files.path(), check);
    Optional<CheckedNetwork> clip =
        check.network("text_encoder", at -> ClipTextConfig.read(at).network());
    Optional<CheckedNetwork> t5 =
        check.network("text_encoder_2", at -> T5Config.read(at).network());
    Optional<CheckedNetwork> transformer =
        check.network("transformer", at -> FluxConfig.read(at).network());
    Optional<WeightChange> loras =
        check.loras(configs.map(read -> FluxLoraTargets.of(read.transformer())));
    Optional<CheckedNetwork> decoder =
        check.network("vae", at -> AutoencoderConfig.read(at).decoderNetwork());
    Optional<LatentDecoder> preview = check.preview(configs.map(FluxConfigs::autoencoder));
    check.tokenizer("tokenizer", "text_encoder", at -> ClipTextConfig.read(at).vocabSize());
    check.tokenizer("tokenizer_2", "text_encoder_2", at -> T5Config.read(at).vocabSize());
    check.end();
    return of(
        files.path(),
        configs.orElseThrow(),
        new PipelineNetworks(
            List.of(clip.orElseThrow(), t5.orElseThrow()),
            transformer.orElseThrow(),
            loras.orElseThrow(),
            new LatentDecoder(
                decoder.orElseThrow(), LatentStatistics.of(configs.get().autoencoder())),
            preview.orElse(null)),
        maxSequenceLength);
  }

  private static FluxPipeline of(
      Path folder,
      FluxConfigs configs,
      PipelineNetworks networks,
      @Nullable Integer maxSequenceLength)
      throws IOException {
    boolean isDistilled = configs.transformer().guidanceEmbeds();
    int usual = isDistilled ? FluxTokenizer.LONGEST_TEXT : USUAL_TEXT_WITHOUT_GUIDANCE;
    TextLength length =
        TextLength.of(
            folder.resolve("tokenizer_2"), FluxTokenizer.LONGEST_TEXT, usual, maxSequenceLength);
    PromptReading reading =
        new PromptReading(
            isDistilled ? DEFAULT_GUIDANCE : null, !isDistilled, length.tokens(), length.own());
    return new FluxPipeline(folder, configs, networks, reading);
  }

  @Override
  public AutoencoderConfig autoencoder() {
    return configs.autoencoder();
  }

  @Override
  public FluxTokenizer tokenizer() throws IOException {
    return FluxTokenizer.open(folder, configs.clip());
  }

  @Override
  public List<TextEmbedding> encode(
      Scope scope, List<Network> encoders, List<PromptTokens> prompts) {
    Tensor clipIds = scope.stackLongs(prompts.stream().map(PromptTokens::clip).toList());
    Tensor t5Ids = scope.stackLongs(prompts.stream().map(PromptTokens::t5).toList());
    List<float[]> pooled = encoders.getFirst().run(scope, clipIds).toRows();
    List<float[]> sequences = encoders.getLast().run(scope, t5Ids).toRows();
    List<TextEmbedding> texts = new ArrayList<>(prompts.size());
    for (int row = 0; row < prompts.size(); row++) {
      texts.add(new TextEmbedding(sequences.get(row), pooled.get(row)));
    }
    return texts;
  }

  @Override
  public long bytes(TextEmbedding text) {
    return (long) Float.BYTES * (text.sequence().length + text.pooled().length);
  }

  @Override
  public Tensor[] inputs(Scope scope, VelocityBatch<TextEmbedding> batch) {
    FluxConfig config = configs.transformer();
    int channels = config.jointAttentionDim();
    int textTokens = batch.rows().getFirst().text().sequence().length / channels;
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(batch.latents());
    inputs.add(batch.texts(scope, TextEmbedding::sequence, textTokens, channels));
    inputs.add(batch.texts(scope, TextEmbedding::pooled, config.pooledProjectionDim()));
    inputs.add(batch.times());
    inputs.add(FluxConfig.PLACES.ofImage(scope, batch.packing()));
    inputs.add(FluxConfig.PLACES.ofText(scope, textTokens));
    if (config.guidanceEmbeds()) {
      inputs.add(batch.numbers(scope, FluxPipeline::guidance));
    }
    return inputs.toArray(new Tensor[0]);
  }

  private static double guidance(VelocityRow<TextEmbedding> row) {
    return Objects.requireNonNull(row.guidance());
  }

  @Override
  public double timeShift(int imageTokens, int steps) {
    return configs.scheduler().shiftFor(imageTokens);
  }

  @Override
  public FluxMemory memory() {
    return new FluxMemory(configs.transformer(), configs.t5());
  }
}
