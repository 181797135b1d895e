package dev.rollover.job;

import dev.rollover.model.FlowModel;
import dev.rollover.model.LatentShape;
import dev.rollover.model.RgbImage;
import dev.rollover.search.SearchClock;
import java.util.List;
import java.util.function.Supplier;

/**
 * A flow model whose calls are timed: the time in them is what a search is charged for as device
 * time. Belongs to one run's thread.
 */
final class MeteredFlowModel implements FlowModel, SearchClock {

  private final FlowModel model;
  private long deviceNanos;

  MeteredFlowModel(FlowModel model) {
    this.model = model;
  }

  @Override
  public LatentShape latentShape() {
    return model.latentShape();
  }

  @Override
  public List<float[]> velocity(List<float[]> latents, double[] times) {
    return timed(() -> model.velocity(latents, times));
  }

  @Override
  public List<RgbImage> decode(List<float[]> latents) {
    return timed(() -> model.decode(latents));
  }

  private <T> T timed(Supplier<T> call) {
    long start = System.nanoTime();
    try {
      return call.get();
    } finally {
      deviceNanos += System.nanoTime() - start;
    }
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public long deviceNanos() {
    return deviceNanos;
  }

  @Override
  public void close() {
    model.close();
  }
}
