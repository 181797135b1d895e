package dev.rollover.model.flux2;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.ImageSizes;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.ModelDevices;
import dev.rollover.model.ModelProperties;
import dev.rollover.model.PromptReading;
import dev.rollover.tensor.BatchKey;
import java.util.List;

/** A FLUX.2 klein folder under its name in the catalogue. */
record Flux2ServedModel(ModelProperties.Folder properties, Flux2Model flux) implements LoadedModel {

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
  public ModelDevices devices() {
    return flux.devices();
  }

  /** It gives no gradients. */
  @Override
  public int guidedPixels() {
    return 0;
  }

  /** Its tokens are pieces down to single bytes, which spell every word. */
  @Override
  public List<String> unknownWords(String prompt) {
    return List.of();
  }

  @Override
  public PromptReading reading() {
    return flux.reading();
  }

  @Override
  public boolean cuts(String prompt, int tokens) {
    return flux.cuts(prompt, tokens);
  }

  @Override
  public BatchKey callKey(String operation, int width, int height) {
    return flux.callKey(operation, width, height);
  }

  @Override
  public FlowModel prepare(Conditions conditions) {
    return flux.prepare(conditions);
  }

  @Override
  public void close() {
    flux.close();
  }
}
