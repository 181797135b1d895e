package dev.rollover.bench.tables;

import dev.rollover.model.FlowModel;
import dev.rollover.model.ImageFunction;
import dev.rollover.model.LatentShape;
import dev.rollover.model.RgbImage;
import java.util.List;

/** A model that logs what is asked of it. */
record LoggedModel(FlowModel model, CallLog log) implements FlowModel {

  static final String VELOCITY = "velocity";
  static final String DECODE = "decode";
  static final String PREVIEW = "preview";
  static final String GRADIENT = "gradient";

  @Override
  public LatentShape latentShape() {
    return model.latentShape();
  }

  @Override
  public double timeShift(int steps) {
    return model.timeShift(steps);
  }

  @Override
  public int nfePerVelocity() {
    return model.nfePerVelocity();
  }

  @Override
  public List<float[]> velocity(List<float[]> latents, double[] times) {
    log.call(VELOCITY, nfePerVelocity() * latents.size());
    log.velocitiesAt(times, nfePerVelocity());
    return model.velocity(latents, times);
  }

  @Override
  public List<RgbImage> decode(List<float[]> latents) {
    log.call(DECODE, latents.size());
    return model.decode(latents);
  }

  @Override
  public boolean hasPreview() {
    return model.hasPreview();
  }

  @Override
  public List<RgbImage> preview(List<float[]> latents) {
    log.call(hasPreview() ? PREVIEW : DECODE, latents.size());
    return model.preview(latents);
  }

  @Override
  public List<float[]> gradients(
      List<float[]> latents, double[] times, ImageFunction function, boolean previewed) {
    log.call(GRADIENT, nfePerVelocity() * latents.size());
    return model.gradients(latents, times, function, previewed);
  }

  @Override
  public void close() {
    model.close();
  }
}
