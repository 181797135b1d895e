package dev.rollover.bench.tables;

import dev.rollover.model.FlowModel;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Measures what calls take that are alone on the device, on latents and images such as searches
 * have: samples of the model's own, a few steps each.
 */
final class CallTimesMeasurement {

  private static final int SAMPLE_STEPS = 4;
  private static final double TIME = 0.5;

  private final FlowModel model;
  private final Reward reward;
  private final List<Integer> rows;
  private final int repeats;
  private final LongSupplier nanoTime;
  private final List<float[]> latents;
  private final List<RgbImage> images;

  /**
   * Draws what is needed, and warms up with it.
   *
   * @param rows numbers of rows to measure, rising
   * @param repeats of each, of which the shortest counts: whatever else the machine does only adds
   * @param nanoTime a clock of nanoseconds that never goes back
   */
  CallTimesMeasurement(
      FlowModel model, Reward reward, List<Integer> rows, int repeats, LongSupplier nanoTime) {
    this.model = model;
    this.reward = reward;
    this.rows = List.copyOf(rows);
    this.repeats = repeats;
    this.nanoTime = nanoTime;
    this.latents = samples(model, rows.getLast());
    this.images = model.decode(latents);
    reward.score(images);
  }

  /** Measures all operations, taking turns, so that what drifts does so for all. */
  CallTimes measure() {
    Map<String, IntConsumer> operations = operations();
    Map<String, NavigableMap<Integer, Double>> seconds = new TreeMap<>();
    for (int repeat = 0; repeat < repeats; repeat++) {
      for (int row : rows) {
        operations.forEach(
            (name, operation) ->
                seconds
                    .computeIfAbsent(name, operationName -> new TreeMap<>())
                    .merge(row, secondsOf(operation, row), Math::min));
      }
    }
    return new CallTimes(seconds);
  }

  private double secondsOf(IntConsumer operation, int row) {
    long start = nanoTime.getAsLong();
    operation.accept(row);
    return (nanoTime.getAsLong() - start) / 1e9;
  }

  private Map<String, IntConsumer> operations() {
    Map<String, IntConsumer> operations = new TreeMap<>();
    operations.put(
        LoggedModel.VELOCITY, row -> model.velocity(latents.subList(0, row), times(row, TIME)));
    operations.put(LoggedModel.DECODE, row -> model.decode(latents.subList(0, row)));
    operations.put(LoggedReward.REWARD, row -> reward.score(images.subList(0, row)));
    if (model.hasPreview()) {
      operations.put(LoggedModel.PREVIEW, row -> model.preview(latents.subList(0, row)));
    }
    reward
        .differentiable()
        .ifPresent(
            function ->
                operations.put(
                    LoggedModel.GRADIENT,
                    row ->
                        model.gradients(
                            latents.subList(0, row),
                            times(row, TIME),
                            function,
                            model.hasPreview())));
    return operations;
  }

  private static List<float[]> samples(FlowModel model, int count) {
    Random random = new Random(1);
    List<float[]> latents = new ArrayList<>();
    for (int sample = 0; sample < count; sample++) {
      float[] noise = new float[model.latentShape().size()];
      for (int at = 0; at < noise.length; at++) {
        noise[at] = (float) random.nextGaussian();
      }
      latents.add(noise);
    }
    for (int step = 0; step < SAMPLE_STEPS; step++) {
      double time = 1 - (double) step / SAMPLE_STEPS;
      List<float[]> velocities = model.velocity(latents, times(count, time));
      for (int sample = 0; sample < count; sample++) {
        float[] latent = latents.get(sample);
        for (int at = 0; at < latent.length; at++) {
          latent[at] -= velocities.get(sample)[at] / SAMPLE_STEPS;
        }
      }
    }
    return latents;
  }

  private static double[] times(int rows, double time) {
    double[] times = new double[rows];
    Arrays.fill(times, time);
    return times;
  }
}
