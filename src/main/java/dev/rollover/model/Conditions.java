package dev.rollover.model;

import org.jspecify.annotations.Nullable;

/**
 * What a flow model is given before it can be asked for velocities.
 *
 * @param width of the image, in pixels
 * @param height of the image, in pixels
 * @param guidance the guidance scale of a model distilled to take one, or null for FLUX's 3.5; must
 *     be null for other models
 * @param alone whether device calls keep to batches of their own, so that not even last bits depend
 *     on what else is running
 */
public record Conditions(
    String prompt, int width, int height, @Nullable Double guidance, boolean alone) {

  public Conditions {
    if (prompt.isBlank()) {
      throw new IllegalArgumentException("a prompt says something");
    }
  }
}
