package dev.rollover.model.flux;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.ImageSizes;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.ModelDevices;
import dev.rollover.model.ModelProperties;
import dev.rollover.model.PromptReading;
import dev.rollover.tensor.BatchKey;
import java.util.List;

/** A FLUX folder under its name in the catalogue. */
record FluxServedModel(ModelProperties.Folder properties, FluxModel flux) implements LoadedModel {

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
    return flux.hasGradients() ? properties.guidedPixels() : 0;
  }

  @Override
  public ModelDevices devices() {
    return flux.devices();
  }

  @Override
  public List<String> unknownWords(String prompt) {
    return flux.unknownWords(prompt);
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
  public boolean readsInPart(String prompt) {
    return flux.readsInPart(prompt);
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
