package dev.rollover.model.pipeline;

import dev.rollover.model.CheckedNetwork;
import dev.rollover.model.Layout;
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

/** Plans the memory of a model's folder. */
final class PipelineMemoryPlan {

  private final Pipeline<?, ?> pipeline;
  private final PipelineNetworks networks;
  private final Placement placement;
  private final List<MemoryPlan.Part> planned = new ArrayList<>();
  private final Map<String, Long> activations = new LinkedHashMap<>();

  private PipelineMemoryPlan(Pipeline<?, ?> pipeline, Layout layout) {
    this.pipeline = pipeline;
    this.networks = pipeline.networks().streaming(layout.streamed());
    this.placement = layout.placement();
  }

  /**
   * How large calls are at most.
   *
   * @param largestSide of an image, in pixels
   * @param decodedSide of what is decoded at once, in pixels
   * @param limits of what goes through the transformer at once
   */
  record Sizes(int largestSide, int decodedSide, BatchLimits limits) {}

  /** What a folder will take. */
  static MemoryPlan of(Pipeline<?, ?> pipeline, Layout layout, Sizes sizes) {
    PipelineMemoryPlan plan = new PipelineMemoryPlan(pipeline, layout);
    plan.weights();
    plan.calls(sizes);
    plan.activations.forEach(
        (device, bytes) ->
            plan.planned.add(new MemoryPlan.Part(MemoryPlan.ACTIVATIONS, device, bytes)));
    return new MemoryPlan(plan.planned);
  }

  private void weights() {
    add("transformer", placement.transformers(), List.of(networks.transformer()));
    add("encoders", placement.encoders(), networks.encoders());
    add("decoder", placement.decoders(), List.of(networks.decoder().network()));
    if (networks.preview() != null) {
      add("preview", placement.decoders(), List.of(networks.preview().network()));
    }
  }

  private void calls(Sizes sizes) {
    long pixels = (long) sizes.decodedSide() * sizes.decodedSide();
    call(
        placement.transformers(),
        device ->
            memory(device.precision()).velocities(sizes.largestSide(), sizes.limits())
                + usedOn(List.of(networks.transformer()), device));
    call(
        placement.encoders(),
        device -> memory(device.precision()).encode() + usedOn(networks.encoders(), device));
    call(
        placement.decoders(),
        device ->
            memory(device.decoderPrecision()).decode(Math.max(pixels, RgbPixels.atOnce(device))));
  }

  private PipelineMemory memory(Precision precision) {
    return new PipelineMemory(
        pipeline.autoencoder(), pipeline.memory(), pipeline.reading().tokens(), precision.bytes());
  }

  /** Networks run one after another. */
  private static long usedOn(List<CheckedNetwork> networks, Device device) {
    return networks.stream()
        .mapToLong(network -> network.usedOn(device, device.precision()))
        .max()
        .orElse(0);
  }

  private void add(String name, List<Place> places, List<CheckedNetwork> parts) {
    for (Place place : places) {
      Device device = place.device();
      planned.add(
          new MemoryPlan.Part(
              name,
              place.name(),
              parts.stream().mapToLong(network -> network.bytesOn(device)).sum(),
              parts.stream().mapToLong(network -> network.streamedTo(device)).sum()));
    }
  }

  /** A device makes one call at a time. */
  private void call(List<Place> places, ToLongFunction<Device> bytes) {
    places.forEach(
        place -> activations.merge(place.name(), bytes.applyAsLong(place.device()), Math::max));
  }
}
