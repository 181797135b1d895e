package dev.rollover.model.pipeline;

import dev.rollover.model.CheckedNetwork;
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

  private PipelineMemoryPlan(Pipeline<?, ?> pipeline, Placement placement) {
    this.pipeline = pipeline;
    this.networks = pipeline.networks();
    this.placement = placement;
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
  static MemoryPlan of(Pipeline<?, ?> pipeline, Placement placement, Sizes sizes) {
    PipelineMemoryPlan plan = new PipelineMemoryPlan(pipeline, placement);
    plan.weights();
    plan.calls(sizes);
    plan.activations.forEach(
        (device, bytes) ->
            plan.planned.add(new MemoryPlan.Part(MemoryPlan.ACTIVATIONS, device, bytes)));
    return new MemoryPlan(plan.planned);
  }

  private void weights() {
    add("transformer", placement.transformers(), networks.transformer()::bytesOn);
    add(
        "encoders",
        placement.encoders(),
        device -> networks.encoders().stream().mapToLong(one -> one.bytesOn(device)).sum());
    add("decoder", placement.decoders(), networks.decoder().network()::bytesOn);
    if (networks.preview() != null) {
      add("preview", placement.decoders(), networks.preview().network()::bytesOn);
    }
  }

  private void calls(Sizes sizes) {
    long pixels = (long) sizes.decodedSide() * sizes.decodedSide();
    call(
        placement.transformers(),
        device ->
            memory(device.precision()).velocities(sizes.largestSide(), sizes.limits())
                + castOn(List.of(networks.transformer()), device));
    call(
        placement.encoders(),
        device -> memory(device.precision()).encode() + castOn(networks.encoders(), device));
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
  private static long castOn(List<CheckedNetwork> networks, Device device) {
    return networks.stream()
        .mapToLong(network -> network.castOn(device, device.precision()))
        .max()
        .orElse(0);
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
