package dev.rollover.training;

import dev.rollover.model.LatentShape;
import dev.rollover.shapes.Caption;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What states on the way foretell, and what becomes of them: the posterior means at the stops of
 * paths that draw part of their noise anew, as those of searches do, each with the samples to which
 * the ODE takes that very state.
 */
final class Foresights {

  private static final LatentShape SHAPE = LatentEncoder.PACKING.packedShape();

  private final Device device;
  private final Flow flow;
  private final CaptionTokens tokens;

  /**
   * One state.
   *
   * @param mean of what it may become, a latent of the flow
   * @param finished what the ODE makes of it, a latent for each number of steps that was asked for
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record Foresight(float[] mean, List<float[]> finished) {}

  Foresights(Device device, Flow flow, CaptionTokens tokens) {
    this.device = device;
    this.flow = flow;
    this.tokens = tokens;
  }

  /**
   * Follows a path of each caption, all with the same stops.
   *
   * @param times of the stops, falling
   * @param steps of each way on to the end, at least 1
   * @return the states stop by stop, those of one stop in the captions' order
   */
  List<Foresight> draw(
      SplittableRandom random, List<Caption> captions, double[] times, List<Integer> steps) {
    List<Foresight> drawn = new ArrayList<>(times.length * captions.size());
    List<float[]> points = Gaussians.rows(random, captions.size(), SHAPE.size());
    try (Scope scope = device.scope()) {
      Flow.Texts texts =
          flow.encode(
              scope, captions.stream().map(caption -> tokens.tokenize(caption.text())).toList());
      for (int stop = 0; stop < times.length; stop++) {
        double next = stop + 1 < times.length ? times[stop + 1] : 0;
        PathStep step = new PathStep(times[stop], next, random.nextDouble(Math.PI / 2));
        List<float[]> velocities = velocities(scope, texts, points, times[stop]);
        List<List<float[]>> ends = new ArrayList<>();
        for (int count : steps) {
          ends.add(finish(scope, texts, points, velocities, times[stop], count));
        }
        List<float[]> moved = new ArrayList<>(points.size());
        for (int row = 0; row < points.size(); row++) {
          int path = row;
          float[] mean = step.mean(points.get(row), velocities.get(row));
          drawn.add(new Foresight(mean, ends.stream().map(end -> end.get(path)).toList()));
          float[] fresh = Gaussians.row(random, SHAPE.size());
          moved.add(step.moved(points.get(row), velocities.get(row), fresh));
        }
        points = moved;
      }
    }
    return drawn;
  }

  /** Equal Euler steps to time 0, the first along velocities that are known. */
  private List<float[]> finish(
      Scope scope,
      Flow.Texts texts,
      List<float[]> points,
      List<float[]> velocities,
      double time,
      int steps) {
    double length = time / steps;
    List<float[]> at = moved(points, velocities, length);
    for (int step = 1; step < steps; step++) {
      at = moved(at, velocities(scope, texts, at, time - step * length), length);
    }
    return at;
  }

  private static List<float[]> moved(
      List<float[]> points, List<float[]> velocities, double length) {
    List<float[]> moved = new ArrayList<>(points.size());
    for (int row = 0; row < points.size(); row++) {
      moved.add(new PathStep(length, 0, 0).mean(points.get(row), velocities.get(row)));
    }
    return moved;
  }

  private List<float[]> velocities(
      Scope scope, Flow.Texts texts, List<float[]> points, double time) {
    try (Scope call = scope.inner()) {
      Tensor latents = call.stack(points, SHAPE.tokens(), SHAPE.channels());
      return flow.velocity(call, texts, latents, (float) time).toRows();
    }
  }
}
