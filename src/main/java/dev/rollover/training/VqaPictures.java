package dev.rollover.training;

import dev.rollover.shapes.Caption;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneSampler;
import dev.rollover.shapes.TrainingCaptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The images that a question answerer learns from beside rendered scenes: those that the bundled
 * model makes of scenes and of captions, and what its searches see on the way. Half of each kind
 * come from the preview decoder.
 */
final class VqaPictures {

  /** Of the ODE from a state on to what is its finished image. */
  private static final int FINISH_STEPS = 4;

  /** Rendered scenes that go through the autoencoder, to one path of look-aheads. */
  private static final int SCENES_PER_PATH = 2;

  private final Foresights foresights;
  private final LatentEncoder encoder;
  private final VqaDecoders decoders;

  /**
   * What was drawn.
   *
   * @param finished reconstructions and samples
   * @param lookAheads posterior means
   */
  record Drawn(List<VqaPicture> finished, List<VqaPicture> lookAheads) {}

  /**
   * How many to draw, and where their latents are kept for a run that goes on.
   *
   * @param paths of look-aheads in a chunk, which is drawn whole or not at all
   * @param folder has what was drawn, a file a chunk
   * @param limit of the time, at whose end no further chunk is begun but the first
   */
  record Chunks(int count, int paths, Path folder, TimeLimit limit) {}

  /** What a chunk's latents are of, which its seed alone decides. */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  private record Subject(
      List<Caption> captions, double[] times, List<Scene> scenes, SplittableRandom noise) {

    private int states() {
      return captions.size() * times.length;
    }
  }

  VqaPictures(Foresights foresights, LatentEncoder encoder, VqaDecoders decoders) {
    this.foresights = foresights;
    this.encoder = encoder;
    this.decoders = decoders;
  }

  Drawn draw(Chunks chunks, long seed, Progress progress) throws IOException {
    Files.createDirectories(chunks.folder());
    Drawn drawn = new Drawn(new ArrayList<>(), new ArrayList<>());
    for (int chunk = 0;
        chunk < chunks.count() && (chunk == 0 || chunks.limit().share() < 1);
        chunk++) {
      Subject subject = subject(Seeds.of(seed, chunk), chunks.paths());
      Path file = chunks.folder().resolve("%03d.safetensors".formatted(chunk));
      if (!Files.exists(file)) {
        LatentFile.write(file, latents(subject));
      }
      add(subject, LatentFile.read(file), drawn);
      progress.report(chunk + 1, chunks.count(), 0);
    }
    return drawn;
  }

  private static Subject subject(SplittableRandom random, int paths) {
    TrainingCaptions captions = new TrainingCaptions(random);
    SceneSampler sampler = new SceneSampler(random);
    List<Caption> ofPaths = Stream.generate(captions::next).limit(paths).toList();
    List<Scene> scenes =
        Stream.generate(() -> sampler.draw(captions.next()))
            .limit((long) SCENES_PER_PATH * paths)
            .toList();
    return new Subject(ofPaths, LookAheads.times(random), scenes, random.split());
  }

  /** All means, then what became of each, then the scenes as they are encoded. */
  private List<float[]> latents(Subject subject) {
    List<Foresights.Foresight> states =
        foresights.draw(
            subject.noise(), subject.captions(), subject.times(), List.of(FINISH_STEPS));
    List<float[]> latents = new ArrayList<>();
    states.forEach(state -> latents.add(state.mean()));
    states.forEach(state -> latents.add(state.finished().getFirst()));
    encoder.encode(subject.scenes()).forEach(row -> latents.add(decoders.scale().normalise(row)));
    return latents;
  }

  private void add(Subject subject, List<float[]> latents, Drawn drawn) {
    int states = subject.states();
    List<float[]> means = latents.subList(0, states);
    List<float[]> samples = latents.subList(states, 2 * states);
    List<float[]> scenes = latents.subList(2 * states, latents.size());
    List<byte[]> finished = decoders.full(samples);
    List<Scene> shown = FreshSets.parsed(finished);
    List<byte[]> foreseen = decoders.either(means);
    List<byte[]> sampled = decoders.either(samples, finished);
    List<byte[]> restored = decoders.either(scenes);
    for (int row = 0; row < states; row++) {
      Caption caption = subject.captions().get(row % subject.captions().size());
      drawn.lookAheads().add(new VqaPicture(foreseen.get(row), shown.get(row), caption));
      drawn.finished().add(new VqaPicture(sampled.get(row), shown.get(row), caption));
    }
    for (int row = 0; row < restored.size(); row++) {
      drawn.finished().add(new VqaPicture(restored.get(row), subject.scenes().get(row), null));
    }
  }
}
