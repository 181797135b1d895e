package dev.rollover.model;

import dev.rollover.tensor.BatchKey;
import java.util.List;

/** A model that requests may name, loaded and warm. */
public interface ServedModel {

  /** What requests call it. */
  String name();

  /** What it is, in a sentence. */
  String description();

  /** Of which family of models it is, such as {@code FLUX.1}. */
  String family();

  /** The sizes of the images that it makes. */
  ImageSizes sizes();

  /** Whether its images are scenes of the bundled world, which a parser reads. */
  boolean showsScenes();

  /** Pixels of the largest image that gradients are taken of; 0 for none. */
  int guidedPixels();

  /** On which devices it is; none said by one that has none of its own. */
  default ModelDevices devices() {
    return ModelDevices.NONE;
  }

  /** The words of a prompt that it does not know, each once. */
  List<String> unknownWords(String prompt);

  /** How it reads prompts. */
  PromptReading reading();

  /** Whether a prompt is longer than so many tokens, so that its end is left out. */
  boolean cuts(String prompt, int tokens);

  /**
   * Whether one of its text encoders reads the beginning of a prompt alone, whatever the number of
   * tokens that others read.
   */
  default boolean readsInPart(String prompt) {
    return false;
  }

  /**
   * The key of its calls of an operation, such as {@code velocity}, for images of a size that it
   * makes: by it their times are known.
   */
  BatchKey callKey(String operation, int width, int height);

  /** Encodes a prompt; the caller closes the answer. */
  FlowModel prepare(Conditions conditions);
}
