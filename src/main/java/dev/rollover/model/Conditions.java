package dev.rollover.model;

import dev.rollover.tensor.DeviceAccount;
import org.jspecify.annotations.Nullable;

/**
 * What a flow model is given before it can be asked for velocities.
 *
 * @param width of the image, in pixels
 * @param height of the image, in pixels
 * @param guidance the guidance scale of a model distilled to take one, or null for FLUX's 3.5; must
 *     be null for other models
 * @param account pays for all of the flow model's calls
 */
public record Conditions(
    String prompt, int width, int height, @Nullable Double guidance, DeviceAccount account) {

  public Conditions {
    if (prompt.isBlank()) {
      throw new IllegalArgumentException("a prompt says something");
    }
  }

  /**
   * Conditions with an account of their own.
   *
   * @param alone whether the calls keep to batches of their own
   */
  public Conditions(
      String prompt, int width, int height, @Nullable Double guidance, boolean alone) {
    this(prompt, width, height, guidance, new DeviceAccount(alone));
  }

  /** Nanoseconds that the device has worked under these conditions. */
  public long deviceNanos() {
    return account.nanos();
  }
}
