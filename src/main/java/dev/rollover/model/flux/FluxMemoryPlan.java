package dev.rollover.model.flux;

import dev.rollover.model.MemoryPlan;
import dev.rollover.model.Placement;
import dev.rollover.model.RgbPixels;
import dev.rollover.tensor.BatchLimits;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Place;
import dev.rollover.tensor.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

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
    plan.calls(sizes, limits);
    plan.activations.forEach(
        (device, bytes) ->
            plan.planned.add(new MemoryPlan.Part(MemoryPlan.ACTIVATIONS, device, bytes)));
    return new MemoryPlan(plan.planned);
  }

  private void weights() {
    add("transformer", placement.transformers(), parts.transformer()::bytesOn);
    add(
        "encoders",
        placement.encoders(),
        device -> parts.clip().bytesOn(device) + parts.t5().bytesOn(device));
    add("decoder", placement.decoders(), parts.decoder()::bytesOn);
    if (parts.preview() != null) {
      add("preview", placement.decoders(), parts.preview()::bytesOn);
    }
  }

  private void calls(Sizes sizes, BatchLimits limits) {
    long pixels = (long) sizes.decodedSide() * sizes.decodedSide();
    call(
        placement.transformers(),
        device -> {
          FluxMemory calls = calls(sizes, device.precision());
          long cast = parts.transformer().usedOn(device, device.precision());
          return calls.velocities(sizes.largestSide(), limits) + cast;
        });
    call(
        placement.encoders(),
        device ->
            calls(sizes, device.precision()).encode()
                + parts.t5().usedOn(device, device.precision()));
    call(
        placement.decoders(),
        device ->
            calls(sizes, device.decoderPrecision())
                .decode(Math.max(pixels, RgbPixels.atOnce(device))));
  }

  private FluxMemory calls(Sizes sizes, Precision precision) {
    return new FluxMemory(parts.configs(), sizes.textTokens(), precision.bytes());
  }

  private void add(String name, List<Place> places, ToLongFunction<Device> bytes) {
    places.forEach(
        place ->
            planned.add(
                new MemoryPlan.Part(name, place.name(), bytes.applyAsLong(place.device()))));
  }

  /** A device makes one call at a time. */
  private void call(List<Place> places, ToLongFunction<Device> bytes) {
    places.forEach(
        place -> activations.merge(place.name(), bytes.applyAsLong(place.device()), Math::max));
  }
}
