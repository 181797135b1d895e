package dev.rollover.model.zimage;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.CheckedNetwork;
import dev.rollover.model.ImageSizes;
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
import org.jspecify.annotations.Nullable;

/**
 * A Z-Image in diffusers' folder layout, {@code ZImagePipeline}. No folder says whether it was
 * distilled, as Z-Image-Turbo is, to do without a negative prompt; so each may be given one.
 */
record ZImagePipeline(
    Path folder, ZImageConfigs configs, PipelineNetworks networks, PromptReading reading)
    implements Pipeline<TokenRow, Caption> {

  /** The places of an image's tokens; the first axis counts captions', behind which it lies. */
  private static final PositionIds PLACES = new PositionIds(3, null);

  /**
   * Looks a folder through, reading configurations and the headers of weights.
   *
   * @param maxSequenceLength most tokens of a caption, or null for as many as there are places
   * @throws dev.rollover.model.ModelFormatException with all that is missing, or says what no
   *     program here can do
   */
  static ZImagePipeline check(PipelineFiles files, @Nullable Integer maxSequenceLength)
      throws IOException {
    FolderCheck check = new FolderCheck(files);
    Optional<ZImageConfigs> configs = ZImageConfigs.read(files.path(), check);
    Optional<CheckedNetwork> text =
        check.network("text_encoder", at -> Qwen3Config.readBeforeLast(at).network());
    Optional<CheckedNetwork> transformer =
        check.network("transformer", at -> ZImageConfig.read(at).network());
    Optional<WeightChange> loras =
        check.loras(configs.map(read -> ZImageLoraTargets.of(read.transformer())));
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
        reading(files, configs.get().transformer(), maxSequenceLength));
  }

  private static PromptReading reading(
      PipelineFiles files, ZImageConfig config, @Nullable Integer said) throws IOException {
    int longest = config.longestCaption();
    TextLength length = TextLength.of(files.part("tokenizer"), longest, longest, said);
    return new PromptReading(null, true, length.tokens(), length.own());
  }

  @Override
  public AutoencoderConfig autoencoder() {
    return configs.autoencoder();
  }

  /** Images end where their rows and columns have no places any more. */
  @Override
  public ImageSizes sizes(int largest) {
    ImageSizes sizes = Pipeline.super.sizes(largest);
    int longest = configs.longestSide();
    return new ImageSizes(
        Math.min(sizes.usual(), longest), sizes.multiple(), Math.min(sizes.largest(), longest));
  }

  @Override
  public CaptionTokens tokenizer() throws IOException {
    return CaptionTokens.open(folder.resolve("tokenizer"), reading.ownTokens());
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
