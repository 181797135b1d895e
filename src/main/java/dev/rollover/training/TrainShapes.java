package dev.rollover.training;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Trains the bundled model from nothing: autoencoder, then flow with its text encoders, then
 * straightening, then the preview decoder ({@link TrainPreview}).
 *
 * <p>{@code TrainShapes <run folder> <model folder>} keeps checkpoints in the first, so that run
 * again it goes on where it was, and writes the finished model into the second.
 */
public final class TrainShapes {

  private static final long SEED = 20250319;

  private static final double FLOW_LEARNING_RATE = 8e-4;
  private static final int FLOW_WARMUP_STEPS = 100;
  private static final double STRAIGHTENING_LEARNING_RATE = 4e-4;
  private static final int STRAIGHTENING_WARMUP_STEPS = 50;

  /** How often the flow learns without a caption, so that it can be guided. */
  private static final double CAPTION_DROPOUT = 0.1;

  /** How the pairs that straighten the flow are guided, above what time. */
  private static final double GUIDANCE = 2;

  private static final double GUIDED_ABOVE = 0.4;

  private final Device device;
  private final Path run;
  private final Path model;
  private final TrainingPlan plan;

  /**
   * Prepares a run.
   *
   * @param run the folder of its checkpoints
   * @param model the folder that it writes
   */
  TrainShapes(Device device, Path run, Path model, TrainingPlan plan) {
    this.device = device;
    this.run = run;
    this.model = model;
    this.plan = plan;
  }

  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: TrainShapes <run folder> <model folder>");
    }
    Path run = Files.createDirectories(Path.of(args[0]));
    Path model = Files.createDirectories(Path.of(args[1]));
    try (Device device = Device.best()) {
      new TrainShapes(device, run, model, TrainingPlan.BUNDLED).train();
    }
  }

  void train() throws IOException {
    TokenizerFiles.write(model);
    new AutoencoderTraining(device, progress("autoencoder"), plan.autoencoderSteps())
        .run(autoencoder(), SEED);
    try (CaptionTokens tokens = CaptionTokens.open(model)) {
      LatentScale scale = trainFlow(tokens);
      straighten(tokens, scale);
      write(scale);
    }
    new TrainPreview(device, run, model, plan.preview()).train();
  }

  private void write(LatentScale scale) throws IOException {
    ModelFolderWriter writer = new ModelFolderWriter(model);
    writer.index();
    double roundTrips;
    try (Optimizer trained = Optimizer.resume(device, autoencoder())) {
      writer.autoencoder(trained.averagesOnHost(""), scale);
      roundTrips = RoundTrip.exact(device, trained.averages(""), plan.prompts());
    }
    try (Optimizer trained = Optimizer.resume(device, straightened())) {
      writer.transformer(trained.averagesOnHost(FlowWeights.TRANSFORMER));
      writer.clip(trained.averagesOnHost(FlowWeights.CLIP));
      writer.t5(trained.averagesOnHost(FlowWeights.T5));
    }
    try (Evaluation evaluation = Evaluation.of(model, device)) {
      ModelCard.measure(evaluation, plan.prompts(), roundTrips).write(model);
    }
  }

  private Path autoencoder() {
    return run.resolve("autoencoder.safetensors");
  }

  private Path flow() {
    return run.resolve("flow.safetensors");
  }

  private Path straightened() {
    return run.resolve("straightened.safetensors");
  }

  private LatentScale trainFlow(CaptionTokens tokens) throws IOException {
    List<Example> examples = encode(tokens);
    LatentScale scale = LatentScale.of(examples);
    var schedule =
        new FlowTraining.Schedule(
            new LearningRate(FLOW_LEARNING_RATE, FLOW_WARMUP_STEPS, plan.flowSteps()),
            TimeDistribution.TOWARDS_NOISE);
    try (Optimizer optimizer = Optimizer.open(device, flow(), TrainShapes::untrainedFlow)) {
      Pairs pairs =
          Pairs.independent(
              examples.stream().map(scale::normalise).toList(),
              tokens.tokenize(""),
              CAPTION_DROPOUT);
      new FlowTraining(device, progress("flow"), schedule)
          .run(optimizer, pairs, new FlowTraining.CheckpointFile(flow(), SEED + 1));
    }
    return scale;
  }

  private static Map<String, FloatTensor> untrainedFlow() {
    var vocabularies =
        new FlowWeights.Vocabularies(
            ClipTokenizerFiles.vocabulary(), T5TokenizerFiles.vocabulary());
    return FlowWeights.draw(BundledFlow.SIZES, vocabularies, new SplittableRandom(SEED));
  }

  private List<Example> encode(CaptionTokens tokens) throws IOException {
    try (Optimizer trained = Optimizer.resume(device, autoencoder());
        LatentEncoder encoder = new LatentEncoder(device, trained.averages(""))) {
      return encoder.examples(plan.examples(), tokens, new SplittableRandom(SEED + 2));
    }
  }

  private void straighten(CaptionTokens tokens, LatentScale scale) throws IOException {
    var schedule =
        new FlowTraining.Schedule(
            new LearningRate(
                STRAIGHTENING_LEARNING_RATE, STRAIGHTENING_WARMUP_STEPS, plan.straighteningSteps()),
            TimeDistribution.FROM_PURE_NOISE);
    try (Optimizer optimizer = Optimizer.open(device, straightened(), this::trainedFlow)) {
      if (optimizer.step() == plan.straighteningSteps()) {
        return;
      }
      Pairs pairs = Pairs.coupled(couple(tokens, scale));
      new FlowTraining(device, progress("straightening"), schedule)
          .run(optimizer, pairs, new FlowTraining.CheckpointFile(straightened(), SEED + 4));
    }
  }

  private List<Pairs.Weighted> couple(CaptionTokens tokens, LatentScale scale) throws IOException {
    try (Optimizer autoencoder = Optimizer.resume(device, autoencoder());
        LatentDecoder decoder =
            new LatentDecoder(device, autoencoder.averages(""), Precision.BFLOAT16);
        Optimizer trained = Optimizer.resume(device, flow());
        Flow flow = new Flow(device, trained::averages, Precision.BFLOAT16)) {
      var guidance = new FlowSampler.Guidance(GUIDANCE, GUIDED_ABOVE, tokens.tokenize(""));
      return new Straightening(
              new FlowSampler(device, flow, guidance),
              tokens,
              new Straightening.Judge(decoder, scale),
              new Progress("pairs", 1, System.out, InstantSource.system()))
          .pairs(
              new Straightening.Chunks(plan.chunks(), plan.chunk(), run.resolve("pairs")),
              SEED + 3);
    }
  }

  private Map<String, FloatTensor> trainedFlow() throws IOException {
    try (Optimizer trained = Optimizer.resume(device, flow())) {
      return trained.averagesOnHost("");
    }
  }

  private static Progress progress(String stage) {
    return new Progress(stage, 20, System.out, InstantSource.system());
  }
}
