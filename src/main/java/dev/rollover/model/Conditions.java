package dev.rollover.model;

import dev.rollover.tensor.DeviceAccount;
import org.jspecify.annotations.Nullable;

/**
 * What a flow model is given before it can be asked for velocities.
 *
 * @param negativePrompt what the model is guided away from, which may be empty, or null for
 *     nothing: then u = u⁻ + guidance·(u⁺ − u⁻), of which the prompts' velocities are u⁺ and u⁻
 * @param tokens of the prompts, padding among them; null for as many as the model reads
 * @param width of the image, in pixels
 * @param height of the image, in pixels
 * @param guidance the scale, of a negative prompt more than 1; of a model that was distilled to
 *     take one, null for its own; must be null for other models
 * @param account pays for all of the flow model's calls
 */
public record Conditions(
    String prompt,
    @Nullable String negativePrompt,
    @Nullable Integer tokens,
    int width,
    int height,
    @Nullable Double guidance,
    DeviceAccount account) {

  public Conditions {
    if (prompt.isBlank()) {
      throw new IllegalArgumentException("a prompt says something");
    }
    if (negativePrompt != null && (guidance == null || !(guidance > 1))) {
      throw new IllegalArgumentException("a negative prompt has a scale above 1, not " + guidance);
    }
  }

  /** Conditions without a negative prompt. */
  public Conditions(
      String prompt, int width, int height, @Nullable Double guidance, DeviceAccount account) {
    this(prompt, null, null, width, height, guidance, account);
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
