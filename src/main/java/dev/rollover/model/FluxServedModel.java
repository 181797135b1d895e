package dev.rollover.model;

import dev.rollover.tensor.BatchKey;
import java.util.List;

/** A FLUX folder under its name in the catalogue. */
record FluxServedModel(ModelProperties.Folder properties, FluxModel flux)
    implements ServedModel, AutoCloseable {

  @Override
  public String name() {
    return properties.name();
  }

  @Override
  public String description() {
    return properties.description();
  }

  @Override
  public ImageSizes sizes() {
    int usual = flux.trainedSize();
    return new ImageSizes(usual, flux.sizeMultiple(), Math.max(usual, properties.largestSide()));
  }

  @Override
  public boolean showsScenes() {
    return properties.showsScenes();
  }

  @Override
  public int guidedPixels() {
    return properties.guidedPixels();
  }

  @Override
  public List<String> unknownWords(String prompt) {
    return flux.unknownWords(prompt);
  }

  @Override
  public boolean cuts(String prompt) {
    return flux.cuts(prompt);
  }

  @Override
  public BatchKey callKey(String operation, int width, int height) {
    return flux.callKey(operation, width, height);
  }

  @Override
  public FlowModel prepare(Conditions conditions) {
    return flux.prepare(conditions);
  }

  /** Goes once through every program, so that the first request does not wait for it. */
  void warmUp() {
    int side = flux.trainedSize();
    try (FlowModel flow = prepare(new Conditions("warm up", side, side, null, false))) {
      List<float[]> noise = List.of(new float[flow.latentShape().size()]);
      List<float[]> latents = flow.velocity(noise, new double[] {1});
      flow.decode(latents);
      if (flow.hasPreview()) {
        flow.preview(latents);
      }
    }
  }

  @Override
  public void close() {
    flux.close();
  }
}
