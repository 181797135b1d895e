package dev.rollover.model.zimage;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.CheckedNetwork;
import dev.rollover.model.ModelProperties;
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
import dev.rollover.model.pipeline.PositionIds;
import dev.rollover.model.pipeline.TextLength;
import dev.rollover.model.pipeline.VelocityBatch;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import dev.rollover.tensor.WeightChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A Z-Image in diffusers' folder layout, {@code ZImagePipeline}. No folder says whether it was
 * distilled, as Z-Image-Turbo is, to do without a negative prompt; so each may be given one.
 */
record ZImagePipeline(
    Path folder, ZImageConfigs configs, PipelineNetworks networks, PromptReading reading)
    implements Pipeline<TokenRow, Caption> {

  /** The places of an image's tokens; the first axis counts captions', behind which it lies. */
  private static final PositionIds PLACES = new PositionIds(3, null);

  private static final String TRANSFORMER = "transformer";

  /**
   * Looks a folder through, reading configurations and the headers of weights.
   *
   * @throws dev.rollover.model.ModelFormatException with all that is missing, or says what no
   *     program here can do
   */
  static ZImagePipeline check(PipelineFiles files, ModelProperties.Folder properties)
      throws IOException {
    FolderCheck check = new FolderCheck(files);
    Optional<ZImageConfigs> configs = ZImageConfigs.read(files.path(), check);
    Optional<CheckedNetwork> text =
        check.network("text_encoder", at -> Qwen3Config.readBeforeLast(at).network());
    Optional<CheckedNetwork> transformer =
        check.network(TRANSFORMER, at -> ZImageConfig.read(at).network());
    Optional<WeightChange> loras = Optional.empty();
    if (configs.isPresent()) {
      loras = check.loras(ZImageLoraTargets.of(configs.get().transformer()));
      requireRoom(configs.get(), files, properties, check);
    }
    Optional<CheckedNetwork> decoder =
        check.network("vae", at -> AutoencoderConfig.read(at).decoderNetwork());
    Optional<LatentDecoder> preview = check.preview(configs.map(ZImageConfigs::autoencoder));
    check.tokenizer("tokenizer", "text_encoder", at -> Qwen3Config.readBeforeLast(at).vocabSize());
    Qwen3Chat.check(files.part("tokenizer"), check.faults());
    check.end();
    LatentDecoder latents =
        new LatentDecoder(decoder.orElseThrow(), LatentStatistics.of(configs.get().autoencoder()));
    return new ZImagePipeline(
        files.path(),
        configs.orElseThrow(),
        new PipelineNetworks(
            List.of(text.orElseThrow()),
            transformer.orElseThrow(),
            loras.orElseThrow(),
            latents,
            preview.orElse(null)),
        reading(files, properties));
  }

  private static void requireRoom(
      ZImageConfigs configs,
      PipelineFiles files,
      ModelProperties.Folder properties,
      FolderCheck check) {
    int largest = Math.max(configs.autoencoder().sampleSize(), properties.largestSide());
    if (largest > configs.longestSide()) {
      check
          .faults()
          .add(
              files.part(TRANSFORMER).resolve("config.json"),
              "axes_lens",
              "has places for images of up to %d pixels a side, where largest-side is %d"
                  .formatted(configs.longestSide(), largest));
    }
  }

  private static PromptReading reading(PipelineFiles files, ModelProperties.Folder properties)
      throws IOException {
    TextLength length =
        TextLength.of(
            files.part("tokenizer"),
            Caption.LONGEST,
            Caption.LONGEST,
            properties.maxSequenceLength());
    return new PromptReading(null, true, length.tokens(), length.own());
  }

  @Override
  public AutoencoderConfig autoencoder() {
    return configs.autoencoder();
  }

  @Override
  public CaptionTokens tokenizer() throws IOException {
    return CaptionTokens.open(folder.resolve("tokenizer"));
  }

  @Override
  public List<Caption> encode(Scope scope, List<Network> encoders, List<TokenRow> prompts) {
    int longest = prompts.stream().mapToInt(TokenRow::tokens).max().orElseThrow();
    Tensor ids =
        scope.stackLongs(
            prompts.stream().map(prompt -> Arrays.copyOf(prompt.ids(), longest)).toList());
    long[] lengths = prompts.stream().mapToLong(TokenRow::tokens).toArray();
    List<float[]> states =
        encoders.getFirst().run(scope, ids, scope.longs(lengths, lengths.length)).toRows();
    List<Caption> captions = new ArrayList<>(prompts.size());
    for (int row = 0; row < lengths.length; row++) {
      int tokens = prompts.get(row).tokens();
      captions.add(
          new Caption(Arrays.copyOf(states.get(row), tokens * configs.text().channels()), tokens));
    }
    return captions;
  }

  @Override
  public long bytes(Caption text) {
    return (long) Float.BYTES * text.states().length;
  }

  @Override
  public Tensor[] inputs(Scope scope, VelocityBatch<Caption> batch) {
    int channels = configs.transformer().captionChannels();
    int longest = batch.rows().stream().mapToInt(row -> row.text().filled()).max().orElseThrow();
    long[] lengths = batch.rows().stream().mapToLong(row -> row.text().tokens()).toArray();
    return new Tensor[] {
      batch.latents(),
      batch.texts(
          scope, caption -> Arrays.copyOf(caption.states(), longest * channels), longest, channels),
      scope.longs(lengths, lengths.length),
      batch.times(),
      PLACES.ofImage(scope, batch.packing())
    };
  }

  @Override
  public double timeShift(int imageTokens, int steps) {
    return configs.scheduler().shiftFor(imageTokens);
  }

  @Override
  public ZImageMemory memory() {
    return new ZImageMemory(configs.transformer(), configs.text());
  }
}
