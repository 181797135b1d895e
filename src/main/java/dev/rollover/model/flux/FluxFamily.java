package dev.rollover.model.flux;

import dev.rollover.model.LoadedModel;
import dev.rollover.model.MemoryPlan;
import dev.rollover.model.ModelFamily;
import dev.rollover.model.ModelProperties;
import dev.rollover.model.Placement;
import dev.rollover.model.PromptReading;
import dev.rollover.tensor.BatchLimits;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** FLUX.1: schnell, dev, Krea-dev and whatever was trained from them. */
@Component
final class FluxFamily implements ModelFamily {

  static final String PIPELINE = "FluxPipeline";

  @Override
  public String pipeline() {
    return PIPELINE;
  }

  @Override
  public MemoryPlan plan(
      ModelProperties.Folder properties, Path folder, Placement placement, BatchLimits limits)
      throws IOException {
    FluxFolder files = FluxFolder.of(folder, properties.preview(), properties.variant());
    FluxParts parts = FluxParts.read(files);
    PromptReading reading =
        FluxModel.reading(files, parts.configs(), properties.maxSequenceLength());
    int largestSide =
        Math.max(parts.configs().autoencoder().sampleSize(), properties.largestSide());
    int decodedSide =
        parts.configs().tiles(properties.decoderTiles()) == null
            ? largestSide
            : parts.configs().autoencoder().sampleSize();
    return FluxMemoryPlan.of(
        parts,
        new FluxMemoryPlan.Sizes(reading.tokens(), largestSide, decodedSide),
        placement,
        limits);
  }

  @Override
  public LoadedModel load(ModelProperties.Folder properties, Path folder, Placement placement)
      throws IOException {
    FluxFolder files =
        FluxFolder.of(folder, properties.preview(), properties.variant()).with(properties.loras());
    return new FluxServedModel(
        properties,
        FluxModel.load(
            files,
            new FluxSettings(
                properties.maxSequenceLength(),
                properties.decoderTiles(),
                properties.promptCacheBytes(placement)),
            placement));
  }
}
