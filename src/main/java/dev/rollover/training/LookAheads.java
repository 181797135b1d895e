package dev.rollover.training;

import dev.rollover.model.LatentShape;
import dev.rollover.model.flux.PromptTokens;
import dev.rollover.shapes.TrainingCaptions;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Latents of the kind that searches look ahead to: the posterior means x_{0|t} = x − t·u on paths
 * from noise, most of them at times close to 1, where searches spend most of their draws and the
 * means are blurred, and the last so close to 0 that they are samples.
 *
 * <p>Paths are anything between the ODE's and those that draw all noise anew at each step: x' = (1
 * − t')·x_{0|t} + t'·(cos φ·x_{1|t} + sin φ·ε), φ drawn for each step.
 */
final class LookAheads {

  private static final LatentShape SHAPE = LatentEncoder.PACKING.packedShape();

  /** Stops between pure noise and {@link #LAST_EARLY}. */
  private static final int EARLY = 6;

  private static final double LAST_EARLY = 0.7;

  /** Where the paths stop after that. */
  private static final double[] LATE = {0.6, 0.4, 0.2};

  /** Latents that one path gives. */
  static final int PER_PATH = 1 + EARLY + LATE.length;

  private final Device device;
  private final Flow flow;
  private final CaptionTokens tokens;

  LookAheads(Device device, Flow flow, CaptionTokens tokens) {
    this.device = device;
    this.flow = flow;
    this.tokens = tokens;
  }

  /** Follows paths of training captions, all with the same stops, and gives every mean. */
  List<float[]> draw(SplittableRandom random, int paths) {
    List<PromptTokens> captions =
        Stream.generate(new TrainingCaptions(random)::next)
            .limit(paths)
            .map(caption -> tokens.tokenize(caption.text()))
            .toList();
    List<float[]> points = Gaussians.rows(random, paths, SHAPE.size());
    double[] times = times(random);
    List<float[]> means = new ArrayList<>(paths * PER_PATH);
    try (Scope scope = device.scope()) {
      Flow.Texts texts = flow.encode(scope, captions);
      for (int stop = 0; stop < times.length; stop++) {
        List<float[]> velocities = velocities(scope, texts, points, times[stop]);
        double next = stop + 1 < times.length ? times[stop + 1] : 0;
        PathStep step = new PathStep(times[stop], next, random.nextDouble(Math.PI / 2));
        List<float[]> moved = new ArrayList<>(paths);
        for (int path = 0; path < paths; path++) {
          float[] velocity = velocities.get(path);
          means.add(step.mean(points.get(path), velocity));
          moved.add(step.moved(points.get(path), velocity, Gaussians.row(random, SHAPE.size())));
        }
        points = moved;
      }
    }
    return means;
  }

  private List<float[]> velocities(
      Scope scope, Flow.Texts texts, List<float[]> points, double time) {
    try (Scope call = scope.inner()) {
      Tensor latents = call.stack(points, SHAPE.tokens(), SHAPE.channels());
      return flow.velocity(call, texts, latents, (float) time).toRows();
    }
  }

  /** Falling from 1; half of the early ones are within .02 of it. */
  static double[] times(SplittableRandom random) {
    DoubleStream early =
        IntStream.range(0, EARLY)
            .mapToDouble(stop -> Math.pow(random.nextDouble(), 4))
            .sorted()
            .map(way -> 1 - (1 - LAST_EARLY) * way);
    return DoubleStream.concat(
            DoubleStream.concat(DoubleStream.of(1), early), DoubleStream.of(LATE))
        .toArray();
  }
}
