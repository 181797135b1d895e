package dev.rollover.training;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.FluxModel;
import dev.rollover.model.RgbImage;
import dev.rollover.shapes.Caption;
import dev.rollover.shapes.PromptSet;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneParser;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Measures the finished model folder, through the code that serves it, on prompts that training
 * never saw: how many samples show what the prompt says, at several numbers of steps, and how well
 * a posterior mean on the way foretells the sample's reward.
 */
final class Evaluation implements AutoCloseable {

  private static final long PROMPT_SEED = 7001;
  private static final long NOISE_SEED = 7002;

  private final FluxModel model;

  Evaluation(FluxModel model) {
    this.model = model;
  }

  static Evaluation of(Path folder, Device device) throws IOException {
    return new Evaluation(FluxModel.load(folder, device, DeviceCalls.direct()));
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
    List<List<Double>> columns = new ArrayList<>();
    for (int column = 0; column <= times.size(); column++) {
      columns.add(new ArrayList<>());
    }
    for (Caption caption : set.prompts(PROMPT_SEED, prompts)) {
      List<Double> violations = violations(caption, times, 0);
      for (int column = 0; column < violations.size(); column++) {
        columns.get(column).add(violations.get(column));
      }
    }
    List<Double> finished = columns.removeLast();
    return columns.stream().map(means -> RankCorrelation.spearman(means, finished)).toList();
  }

  /**
   * The violation of the posterior mean at each time, and last that of the finished sample.
   *
   * @param skipped how many of them, from the first, are not wanted
   */
  private List<Double> violations(Caption caption, List<Double> times, int skipped) {
    SplittableRandom random = new SplittableRandom(NOISE_SEED + caption.text().hashCode());
    try (FlowModel flow =
        model.prepare(new Conditions(caption.text(), Scene.SIZE, Scene.SIZE, null, false))) {
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
      return flow.decode(means.subList(skipped, means.size())).stream()
          .map(image -> violation(caption, image))
          .toList();
    }
  }

  private static double violation(Caption caption, RgbImage image) {
    return caption.violation(SceneParser.parse(image.rgb(), image.width(), image.height()));
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
