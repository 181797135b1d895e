package dev.rollover.model.flux;

import dev.rollover.model.CheckedNetwork;
import dev.rollover.model.MemoryPlan;
import dev.rollover.model.Placement;
import dev.rollover.tensor.BatchLimits;
import dev.rollover.tensor.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans the memory of a FLUX folder. */
final class FluxMemoryPlan {

  private final FluxParts parts;
  private final Placement placement;
  private final List<MemoryPlan.Part> planned = new ArrayList<>();
  private final Map<String, Long> activations = new LinkedHashMap<>();

  private FluxMemoryPlan(FluxParts parts, Placement placement) {
    this.parts = parts;
    this.placement = placement;
  }

  /**
   * How large calls are at most.
   *
   * @param textTokens of a prompt
   * @param largestSide of an image, in pixels
   * @param decodedSide of what is decoded at once, in pixels
   */
  record Sizes(int textTokens, int largestSide, int decodedSide) {}

  /** What a folder will take. */
  static MemoryPlan of(FluxParts parts, Sizes sizes, Placement placement, BatchLimits limits) {
    FluxMemoryPlan plan = new FluxMemoryPlan(parts, placement);
    plan.weights();
    FluxMemory calls = new FluxMemory(parts.configs(), sizes.textTokens(), CheckedNetwork.BYTES_HELD);
    long pixels = (long) sizes.decodedSide() * sizes.decodedSide();
    plan.call(placement.transformers(), calls.velocities(sizes.largestSide(), limits));
    plan.call(placement.encoders(), calls.encode());
    plan.call(placement.decoders(), calls.decode(Math.max(pixels, FluxDecoders.MOST_PIXELS)));
    plan.activations.forEach(
        (device, bytes) ->
            plan.planned.add(new MemoryPlan.Part(MemoryPlan.ACTIVATIONS, device, bytes)));
    return new MemoryPlan(plan.planned);
  }

  private void weights() {
    add("transformer", placement.transformers(), parts.transformer().bytesHeld());
    add("encoders", placement.encoders(), parts.clip().bytesHeld() + parts.t5().bytesHeld());
    add("decoder", placement.decoders(), parts.decoder().bytesHeld());
    if (parts.preview() != null) {
      add("preview", placement.decoders(), parts.preview().bytesHeld());
    }
  }

  private void add(String name, List<Place> places, long bytes) {
    places.forEach(place -> planned.add(new MemoryPlan.Part(name, place.name(), bytes)));
  }

  /** A device makes one call at a time. */
  private void call(List<Place> places, long bytes) {
    places.forEach(place -> activations.merge(place.name(), bytes, Math::max));
  }
}
