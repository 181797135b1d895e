package dev.rollover.training;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/**
 * Trains the preview decoder of the bundled model, whose folder is finished otherwise.
 *
 * <p>{@code TrainPreview <run folder> <model folder>} keeps latents and checkpoints in the first,
 * so that run again it goes on where it was, and writes {@code vae_preview} into the second.
 */
public final class TrainPreview {

  private static final long SEED = 20251125;

  private final Device device;
  private final Path run;
  private final Path model;
  private final Plan plan;

  /**
   * How much is done.
   *
   * @param chunks of examples, kept on disk one by one
   * @param paths of look-aheads in a chunk
   * @param steps of training
   * @param prompts that the finished decoder is measured with
   */
  record Plan(int chunks, int paths, int steps, int prompts) {

    /** What the decoder in this service has been through. */
    static final Plan BUNDLED = new Plan(14, 64, 4000, 200);
  }

  TrainPreview(Device device, Path run, Path model, Plan plan) {
    this.device = device;
    this.run = run;
    this.model = model;
    this.plan = plan;
  }

  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: TrainPreview <run folder> <model folder>");
    }
    Path run = Files.createDirectories(Path.of(args[0]));
    try (Device device = Device.best()) {
      new TrainPreview(device, run, Path.of(args[1]), Plan.BUNDLED).train();
    }
  }

  void train() throws IOException {
    Path checkpoint = run.resolve("preview.safetensors");
    new PreviewTraining(device, progress("preview", 20), plan.steps())
        .run(checkpoint, examples(), SEED);
    try (Optimizer trained = Optimizer.resume(device, checkpoint)) {
      new ModelFolderWriter(model).preview(trained.averagesOnHost(""));
    }
    try (Evaluation evaluation = Evaluation.of(model, device)) {
      PreviewCard.measure(evaluation, plan.prompts()).write(model.resolve("vae_preview"));
    }
  }

  private List<PreviewExamples.Pair> examples() throws IOException {
    try (FinishedModel finished = new FinishedModel(model, device);
        CaptionTokens tokens = CaptionTokens.open(model);
        Flow flow = new Flow(device, finished::weights, Precision.BFLOAT16);
        LatentEncoder encoder = new LatentEncoder(device, finished.autoencoder());
        LatentDecoder decoder =
            new LatentDecoder(device, finished.autoencoder(), Precision.FLOAT32)) {
      return new PreviewExamples(
              new LookAheads(device, flow, tokens), encoder, decoder, finished.scale())
          .draw(
              new PreviewExamples.Chunks(plan.chunks(), plan.paths(), run.resolve("look-aheads")),
              SEED + 1,
              progress("look-aheads", 1));
    }
  }

  private static Progress progress(String stage, int every) {
    return new Progress(stage, every, System.out, InstantSource.system());
  }
}
