package dev.rollover.tensor;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One device of a pool, as it is asked for.
 *
 * @param name what placements, meters and logs call it; no other is called so
 * @param device {@code cpu} for the host's processors, or {@code cuda:0} and so on for a GPU; the
 *     name when not said
 * @param threads that compute at once on the host's processors; by default the host's are shared
 *     out among the devices that are its processors
 */
public record PooledDevice(String name, @Nullable String device, @Nullable Integer threads) {

  /** What a name may be. */
  public static final String NAME = "[a-z0-9][a-z0-9:._-]*";

  private static final Pattern DEVICE = Pattern.compile("cpu|cuda:[0-9]{1,3}");

  /**
   * Checks what was asked for.
   *
   * @throws IllegalArgumentException naming what is wrong, and what is allowed
   */
  public PooledDevice {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "a name has small letters, digits and :._- and begins with one of the first two, unlike '%s'"
              .formatted(name));
    }
    if (!DEVICE.matcher(device == null ? name : device).matches()) {
      throw new IllegalArgumentException(
          "a device is cpu or cuda:0 and so on, unlike '%s'"
              .formatted(device == null ? name : device));
    }
    if (threads != null && threads < 1) {
      throw new IllegalArgumentException("at least one thread computes, not " + threads);
    }
  }

  /** The device that is called so. */
  public static PooledDevice valueOf(String name) {
    return new PooledDevice(name, null, null);
  }

  String place() {
    return device == null ? name : device;
  }

  boolean isHost() {
    return place().equals("cpu");
  }
}
