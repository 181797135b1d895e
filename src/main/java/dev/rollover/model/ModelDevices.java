package dev.rollover.model;

import java.util.List;

/**
 * On which devices the networks of a model are, by the names of their pool.
 *
 * @param transformer each has all of its weights
 * @param encoders of texts
 * @param decoder of images, and the preview's
 */
public record ModelDevices(List<String> transformer, List<String> encoders, List<String> decoder) {

  /** On none. */
  public static final ModelDevices NONE = new ModelDevices(List.of(), List.of(), List.of());

  public ModelDevices {
    transformer = List.copyOf(transformer);
    encoders = List.copyOf(encoders);
    decoder = List.copyOf(decoder);
  }
}
