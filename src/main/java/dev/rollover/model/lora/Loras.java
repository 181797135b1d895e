package dev.rollover.model.lora;

import dev.rollover.model.Faults;
import dev.rollover.model.ModelFormatException;
import dev.rollover.model.ModelProperties;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.WeightChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * LoRAs to be merged with a network's weights, in float32: W + Σ scale · alpha / rank · up · down.
 */
public final class Loras implements WeightChange {

  private final Map<String, List<LoraUpdate>> updates = new HashMap<>();

  private Loras() {}

  /**
   * Reads LoRAs.
   *
   * @param targets the network's layers
   * @throws ModelFormatException if one has what cannot be merged, naming it
   */
  public static WeightChange read(List<ModelProperties.Lora> files, LoraTargets targets)
      throws IOException {
    Loras loras = new Loras();
    Faults faults = new Faults();
    for (ModelProperties.Lora lora : files) {
      faults
          .of(() -> new LoraFile(Path.of(lora.file()), targets, lora.scale()).read())
          .ifPresent(loras::add);
    }
    faults.throwIfAny();
    return loras;
  }

  private void add(List<LoraUpdate> more) {
    for (LoraUpdate update : more) {
      updates.computeIfAbsent(update.segment().weight(), weight -> new ArrayList<>()).add(update);
    }
  }

  @Override
  public Optional<UnaryOperator<FloatTensor>> of(String name) {
    return Optional.ofNullable(updates.get(name))
        .map(ofWeight -> weight -> merged(weight, ofWeight));
  }

  private static FloatTensor merged(FloatTensor weight, List<LoraUpdate> updates) {
    float[] sum = weight.data().clone();
    updates.forEach(update -> update.addTo(sum));
    return new FloatTensor(weight.shape(), sum);
  }
}
