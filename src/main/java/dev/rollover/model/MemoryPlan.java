package dev.rollover.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a model takes of the memory of its devices, computed from its configuration and the headers
 * of its weights before anything is loaded. It is what is needed at once, not what libtorch keeps
 * beyond that of what it has freed; gradients, which are bounded by {@code guided-pixels}, are not
 * among it.
 *
 * @param parts of the model on each of its devices
 */
public record MemoryPlan(List<Part> parts) {

  /** Of a model that cannot say. */
  public static final MemoryPlan NONE = new MemoryPlan(List.of());

  /** The part that is none of a model's networks. */
  public static final String ACTIVATIONS = "activations";

  private static final double GIGA = 1e9;

  /**
   * What one part takes on one device.
   *
   * @param name {@code transformer}, {@code encoders}, {@code decoder} or {@code preview}, for
   *     their weights, or {@code activations}: the most that any call takes beside the weights,
   *     those that come to the device at their use among it
   * @param device its name in the pool
   * @param bytes that it takes there all the time
   * @param streamed bytes of weights that rest on the host and come to the device at each use, one
   *     at a time: for a GPU in memory of the host, else in their files
   */
  public record Part(String name, String device, long bytes, long streamed) {

    public Part {
      if (bytes < 0 || streamed < 0) {
        throw new IllegalArgumentException(
            "%s takes %d bytes and streams %d".formatted(name, bytes, streamed));
      }
    }

    /** A part of which nothing is streamed. */
    public Part(String name, String device, long bytes) {
      this(name, device, bytes, 0);
    }

    @Override
    public String toString() {
      return "%s %s".formatted(name, gigabytes(bytes))
          + (streamed == 0 ? "" : " and %s streamed".formatted(gigabytes(streamed)));
    }
  }

  public MemoryPlan {
    parts = List.copyOf(parts);
  }

  /** What all of it takes on each device all the time, by its name. */
  public Map<String, Long> byDevice() {
    Map<String, Long> sums = new LinkedHashMap<>();
    parts.forEach(part -> sums.merge(part.device(), part.bytes(), Long::sum));
    return sums;
  }

  /** What the weights of all its networks take, for all its devices together. */
  long weights() {
    return parts.stream()
        .filter(part -> !part.name().equals(ACTIVATIONS))
        .mapToLong(part -> part.bytes() + part.streamed())
        .sum();
  }

  /**
   * With another model beside this one: weights add up, but a device makes one call at a time, so
   * of activations the larger count.
   */
  MemoryPlan beside(MemoryPlan other) {
    List<Part> all = new ArrayList<>();
    Map<String, Part> activations = new LinkedHashMap<>();
    for (MemoryPlan plan : List.of(this, other)) {
      for (Part part : plan.parts) {
        if (part.name().equals(ACTIVATIONS)) {
          activations.merge(part.device(), part, MemoryPlan::larger);
        } else {
          all.add(part);
        }
      }
    }
    all.addAll(activations.values());
    return new MemoryPlan(all);
  }

  private static Part larger(Part one, Part other) {
    return one.bytes() >= other.bytes() ? one : other;
  }

  /** The parts on a device, the largest first, in words. */
  String on(String device) {
    return parts.stream()
        .filter(part -> part.device().equals(device))
        .sorted(Comparator.comparingLong(Part::bytes).reversed())
        .map(Part::toString)
        .collect(Collectors.joining(", "));
  }

  /**
   * Bytes of memory in which weights rest for a device.
   *
   * @param unused most bytes that are beside those of each part
   */
  long streamedTo(String device, long unused) {
    return parts.stream()
        .filter(part -> part.device().equals(device) && part.streamed() > 0)
        .mapToLong(part -> part.streamed() + unused)
        .sum();
  }

  /** Bytes as people say them. */
  static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.2f GB", bytes / GIGA);
  }
}
