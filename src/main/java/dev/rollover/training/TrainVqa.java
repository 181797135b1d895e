package dev.rollover.training;

import dev.rollover.model.vqa.VqaNetwork;
import dev.rollover.tensor.DataType;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Trains the model that answers questions about images of the bundled world, measures it on fresh
 * data, and writes it as a folder with its card.
 *
 * <p>{@link VqaOptions#USAGE} tells the arguments. Run again it goes on where it was.
 */
public final class TrainVqa {

  private static final int WARMUP_STEPS = 200;

  private final Device device;
  private final VqaOptions options;
  private final TimeLimit limit;

  /** What is drawn before training begins, so that the time it takes is known by then. */
  private record Material(VqaPictures.Drawn drawn, FreshSet calibration, FreshSet measurement) {}

  TrainVqa(Device device, VqaOptions options, InstantSource clock) {
    this.device = device;
    this.options = options;
    this.limit = new TimeLimit(clock, clock.instant(), options.minutes());
  }

  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    VqaOptions options = VqaOptions.parse(args);
    try (Device device = Device.best()) {
      new TrainVqa(device, options, InstantSource.system()).train();
    }
  }

  void train() throws IOException {
    Files.createDirectories(options.run());
    Material material = material();
    Path checkpoint = options.run().resolve("vqa.safetensors");
    var schedule =
        new VqaTraining.Schedule(
            new LearningRate(options.learningRate(), WARMUP_STEPS, options.steps()),
            limit.rest(options.reserve()),
            options.threads(),
            options.checkpointEvery(),
            progress("vqa", 50));
    var lessons =
        new VqaLessons(
            material.drawn(), BundledVqa.config(1), options.batch(), options.questions());
    try (VqaTraining training = new VqaTraining(device, BundledVqa.config(1), schedule)) {
      training.run(checkpoint, lessons, options.seed());
    }
    finish(checkpoint, material);
  }

  private Material material() throws IOException {
    Precision precision = device.isGpu() ? Precision.FLOAT32 : Precision.BFLOAT16;
    try (FinishedModel finished = new FinishedModel(options.model(), device);
        CaptionTokens tokens = CaptionTokens.open(options.model());
        Flow flow = new Flow(device, finished::weights, precision);
        LatentEncoder encoder = new LatentEncoder(device, finished.autoencoder(), precision);
        LatentDecoder decoder =
            new LatentDecoder(device, finished.autoencoder(), Precision.FLOAT32);
        LatentDecoder preview = LatentDecoder.preview(device, finished.preview())) {
      Foresights foresights = new Foresights(device, flow, tokens);
      VqaDecoders decoders = new VqaDecoders(decoder, preview, finished.scale());
      var chunks =
          new VqaPictures.Chunks(
              options.chunks(),
              options.chunk(),
              options.run().resolve("pictures"),
              limit.part(options.pictureShare()));
      VqaPictures.Drawn drawn =
          new VqaPictures(foresights, encoder, decoders)
              .draw(chunks, options.seed() + 1, progress("pictures", 1));
      FreshSets fresh = new FreshSets(foresights, encoder, decoders);
      int prompts = options.freshPrompts();
      return new Material(
          drawn,
          fresh.draw(Seeds.of(options.seed(), -1), Math.ceilDiv(prompts, 2), kept("calibration")),
          fresh.draw(Seeds.of(options.seed(), -2), prompts, kept("measurement")));
    }
  }

  private Path kept(String set) {
    return options.run().resolve(set + ".safetensors");
  }

  private void finish(Path checkpoint, Material material) throws IOException {
    Files.createDirectories(options.out());
    int steps;
    try (Optimizer trained = Optimizer.resume(device, checkpoint)) {
      steps = trained.step();
      Map<String, FloatTensor> weights = new HashMap<>(trained.averagesOnHost(""));
      weights.keySet().removeIf(name -> name.startsWith(VqaWeights.CELLS + "."));
      Safetensors.write(options.out().resolve("model.safetensors"), weights, DataType.F16);
    }
    double temperature = new Answers(measured(1, material.calibration(), -3)).temperature();
    List<Asked> asked = measured(temperature, material.measurement(), -4);
    new VqaCard(steps, new Answers(asked)).write(options.out());
  }

  /** The answers of the folder as it is written with a temperature. */
  private List<Asked> measured(double temperature, FreshSet set, int seed) throws IOException {
    Files.writeString(
        options.out().resolve("config.json"),
        Json.write(BundledVqa.json(BundledVqa.config(temperature))));
    try (VqaNetwork network = VqaNetwork.load(options.out(), device)) {
      SplittableRandom random = Seeds.of(options.seed(), seed);
      return VqaMeasurement.of(network, set, random);
    }
  }

  private static Progress progress(String stage, int every) {
    return new Progress(stage, every, System.out, InstantSource.system());
  }
}
