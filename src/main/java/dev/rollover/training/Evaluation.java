package dev.rollover.training;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.RgbImage;
import dev.rollover.model.flux.FluxFamily;
import dev.rollover.shapes.Caption;
import dev.rollover.shapes.PromptSet;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneParser;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures the finished model folder, through the code that serves it, on prompts that training
 * never saw: how many samples show what the prompt says, at several numbers of steps, and how well
 * a posterior mean on the way foretells the sample's reward.
 */
final class Evaluation implements AutoCloseable {

  private static final long PROMPT_SEED = 7001;
  private static final long NOISE_SEED = 7002;

  private final LoadedModel model;

  Evaluation(LoadedModel model) {
    this.model = model;
  }

  static Evaluation of(Path folder, Device device) throws IOException {
    return new Evaluation(
        new FluxFamily().load(folder, Layout.on(new Place(device, DeviceCalls.direct()))));
  }

  /** The share of prompts that one ODE sample of so many equal steps satisfies. */
  double exact(PromptSet set, int prompts, int steps) {
    List<Double> times = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      times.add(1 - (double) step / steps);
    }
    long satisfied =
        set.prompts(PROMPT_SEED, prompts).stream()
            .filter(caption -> violations(caption, times, times.size()).getLast() == 0)
            .count();
    return (double) satisfied / prompts;
  }

  /**
   * Spearman's correlation, over prompts with a sample each, of the posterior mean's reward at each
   * of some times with the finished sample's.
   *
   * @param times falling from 1; the sampler stops at them
   * @return one correlation a time
   */
  List<Double> foresight(PromptSet set, int prompts, List<Double> times) {
    List<List<Double>> columns = columns(times.size() + 1);
    for (Caption caption : set.prompts(PROMPT_SEED, prompts)) {
      add(violations(caption, times, 0), columns);
    }
    List<Double> finished = columns.getLast();
    return columns.subList(0, times.size()).stream()
        .map(means -> RankCorrelation.spearman(means, finished))
        .toList();
  }

  /**
   * How previews agree with full images.
   *
   * @param rankCorrelation Spearman's, of their rewards
   * @param alike the share of latents whose two images show the same objects, wherever
   */
  record Agreement(double rankCorrelation, double alike) {}

  /**
   * How well, over prompts with a path each, the preview of the posterior mean at each of some
   * times stands for its full image.
   *
   * @param times falling, below 1
   * @return one a time
   */
  List<Agreement> agreement(PromptSet set, int prompts, List<Double> times) {
    List<List<Double>> previews = columns(times.size());
    List<List<Double>> images = columns(times.size());
    int[] alike = new int[times.size()];
    List<Double> stops = Stream.concat(Stream.of(1.0), times.stream()).toList();
    for (Caption caption : set.prompts(PROMPT_SEED, prompts)) {
      try (FlowModel flow = prepare(caption)) {
        List<float[]> means = path(flow, caption, stops).subList(1, stops.size());
        List<Scene> foreseen = scenes(flow.preview(means));
        List<Scene> seen = scenes(flow.decode(means));
        add(violations(caption, foreseen), previews);
        add(violations(caption, seen), images);
        for (int at = 0; at < alike.length; at++) {
          alike[at] += foreseen.get(at).counts().equals(seen.get(at).counts()) ? 1 : 0;
        }
      }
    }
    return IntStream.range(0, times.size())
        .mapToObj(
            at ->
                new Agreement(
                    RankCorrelation.spearman(previews.get(at), images.get(at)),
                    (double) alike[at] / prompts))
        .toList();
  }

  private static List<List<Double>> columns(int count) {
    return Stream.generate(() -> (List<Double>) new ArrayList<Double>()).limit(count).toList();
  }

  private static void add(List<Double> row, List<List<Double>> columns) {
    for (int column = 0; column < row.size(); column++) {
      columns.get(column).add(row.get(column));
    }
  }

  /**
   * The violation of the posterior mean at each time, and last that of the finished sample.
   *
   * @param skipped how many of them, from the first, are not wanted
   */
  private List<Double> violations(Caption caption, List<Double> times, int skipped) {
    try (FlowModel flow = prepare(caption)) {
      List<float[]> means = path(flow, caption, times);
      return violations(caption, scenes(flow.decode(means.subList(skipped, means.size()))));
    }
  }

  private static List<Scene> scenes(List<RgbImage> images) {
    return images.stream()
        .map(image -> SceneParser.parse(image.rgb(), image.width(), image.height()))
        .toList();
  }

  private static List<Double> violations(Caption caption, List<Scene> scenes) {
    return scenes.stream().map(caption::violation).toList();
  }

  private FlowModel prepare(Caption caption) {
    return model.prepare(new Conditions(caption.text(), Scene.SIZE, Scene.SIZE, null, false));
  }

  /** The posterior mean at each time, and last the finished sample. */
  private static List<float[]> path(FlowModel flow, Caption caption, List<Double> times) {
    SplittableRandom random = new SplittableRandom(NOISE_SEED + caption.text().hashCode());
    float[] point = Gaussians.row(random, flow.latentShape().size());
    List<float[]> means = new ArrayList<>();
    for (int step = 0; step < times.size(); step++) {
      double time = times.get(step);
      double next = step + 1 < times.size() ? times.get(step + 1) : 0;
      float[] velocity = flow.velocity(List.of(point), new double[] {time}).getFirst();
      means.add(moved(point, velocity, time));
      point = moved(point, velocity, time - next);
    }
    means.add(point);
    return means;
  }

  private static float[] moved(float[] point, float[] velocity, double length) {
    float[] moved = new float[point.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = (float) (point[i] - length * velocity[i]);
    }
    return moved;
  }

  @Override
  public void close() {
    model.close();
  }
}
