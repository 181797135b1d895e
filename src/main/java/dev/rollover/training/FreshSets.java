package dev.rollover.training;

import dev.rollover.shapes.Caption;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneParser;
import dev.rollover.shapes.SceneRenderer;
import dev.rollover.shapes.SceneSampler;
import dev.rollover.shapes.TrainingCaptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Draws what a question answerer is measured on. */
final class FreshSets {

  /** Times of the look-aheads; the first is that of pure noise. */
  static final List<Double> TIMES = List.of(1.0, 0.99, 0.97, 0.93, 0.86, 0.78, 0.7);

  /** Paths that a prompt has, among which a search would choose. */
  static final int PATHS_PER_PROMPT = 8;

  private static final int FINISH_STEPS = 6;
  private static final int FEWER_STEPS = 3;

  /** Kept of a state. */
  private static final int LATENTS = 3;

  private final Foresights foresights;
  private final LatentEncoder encoder;
  private final VqaDecoders decoders;

  FreshSets(Foresights foresights, LatentEncoder encoder, VqaDecoders decoders) {
    this.foresights = foresights;
    this.encoder = encoder;
    this.decoders = decoders;
  }

  /**
   * Draws a set.
   *
   * @param prompts of look-aheads and samples; as many scenes as there are paths are rendered
   * @param file where the look-aheads' latents are kept for a run that goes on
   */
  FreshSet draw(SplittableRandom random, int prompts, Path file) throws IOException {
    TrainingCaptions captions = TrainingCaptions.heldOut(random);
    int paths = prompts * PATHS_PER_PROMPT;
    List<VqaPicture> rendered = rendered(random, captions, paths);
    List<VqaPicture> reconstructed = reconstructed(rendered);
    List<Caption> ofPaths =
        Stream.generate(captions::next)
            .limit(prompts)
            .flatMap(caption -> Collections.nCopies(PATHS_PER_PROMPT, caption).stream())
            .toList();
    if (!Files.exists(file)) {
      LatentFile.write(file, latents(random, ofPaths));
    }
    List<Foresights.Foresight> states = states(LatentFile.read(file));
    List<byte[]> finished = decoders.full(ends(states, 0));
    List<Scene> shown = parsed(finished);
    List<VqaPicture> sampled =
        IntStream.range(0, paths)
            .mapToObj(row -> new VqaPicture(finished.get(row), shown.get(row), ofPaths.get(row)))
            .toList();
    return new FreshSet(rendered, reconstructed, sampled, lookAheads(ofPaths, states, shown));
  }

  /** Of each state the mean, and what the ODE makes of it in more steps and in fewer. */
  private List<float[]> latents(SplittableRandom random, List<Caption> captions) {
    double[] times = TIMES.stream().mapToDouble(Double::doubleValue).toArray();
    return foresights.draw(random, captions, times, List.of(FINISH_STEPS, FEWER_STEPS)).stream()
        .flatMap(state -> Stream.concat(Stream.of(state.mean()), state.finished().stream()))
        .toList();
  }

  private static List<Foresights.Foresight> states(List<float[]> latents) {
    return IntStream.iterate(0, at -> at < latents.size(), at -> at + LATENTS)
        .mapToObj(
            at -> new Foresights.Foresight(latents.get(at), latents.subList(at + 1, at + LATENTS)))
        .toList();
  }

  private static List<VqaPicture> rendered(
      SplittableRandom random, TrainingCaptions captions, int count) {
    SceneSampler sampler = new SceneSampler(random);
    List<VqaPicture> rendered = new ArrayList<>(count);
    for (int row = 0; row < count; row++) {
      Caption caption = captions.next();
      Scene scene = sampler.draw(caption);
      rendered.add(new VqaPicture(SceneRenderer.render(scene), scene, caption));
    }
    return rendered;
  }

  private List<VqaPicture> reconstructed(List<VqaPicture> rendered) {
    List<float[]> latents = encoder.encode(rendered.stream().map(VqaPicture::scene).toList());
    List<byte[]> images = decoders.full(latents.stream().map(decoders.scale()::normalise).toList());
    return IntStream.range(0, images.size())
        .mapToObj(
            row ->
                new VqaPicture(
                    images.get(row), rendered.get(row).scene(), rendered.get(row).prompt()))
        .toList();
  }

  private List<FreshSet.LookAhead> lookAheads(
      List<Caption> captions, List<Foresights.Foresight> states, List<Scene> finished) {
    List<float[]> means = states.stream().map(Foresights.Foresight::mean).toList();
    List<byte[]> full = decoders.full(means);
    List<byte[]> previews = decoders.previews(means);
    List<Scene> sooner = parsed(decoders.full(ends(states, 1)));
    int paths = captions.size();
    return IntStream.range(0, states.size())
        .mapToObj(
            row ->
                new FreshSet.LookAhead(
                    TIMES.get(row / paths),
                    row % paths / PATHS_PER_PROMPT,
                    captions.get(row % paths),
                    full.get(row),
                    previews.get(row),
                    finished.get(row),
                    sooner.get(row)))
        .toList();
  }

  private static List<float[]> ends(List<Foresights.Foresight> states, int way) {
    return states.stream().map(state -> state.finished().get(way)).toList();
  }

  static List<Scene> parsed(List<byte[]> images) {
    return IntStream.range(0, images.size())
        .parallel()
        .mapToObj(row -> SceneParser.parse(images.get(row), Scene.SIZE, Scene.SIZE))
        .toList();
  }
}
