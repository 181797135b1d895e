package dev.rollover.model.pipeline;

import dev.rollover.model.CheckedModel;
import dev.rollover.model.ImageSizes;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.MemoryPlan;
import dev.rollover.model.ModelFamily;
import dev.rollover.model.ModelProperties;
import dev.rollover.tensor.BatchLimits;
import java.io.IOException;

/**
 * A folder that was looked through, as the catalogue takes it.
 *
 * @param properties what the configuration says of it
 */
public record CheckedPipeline<K, T>(
    ModelFamily family, ModelProperties.Folder properties, Pipeline<K, T> pipeline)
    implements CheckedModel {

  @Override
  public ImageSizes sizes() {
    return pipeline.sizes(properties.largestSide());
  }

  @Override
  public MemoryPlan plan(Layout layout, BatchLimits limits) {
    int largestSide = sizes().largest();
    int decodedSide = layout.inTiles() ? pipeline.autoencoder().sampleSize() : largestSide;
    return PipelineMemoryPlan.of(
        pipeline, layout, new PipelineMemoryPlan.Sizes(largestSide, decodedSide, limits));
  }

  @Override
  public LoadedModel load(Layout layout) throws IOException {
    return new PipelineModel<>(this, layout);
  }
}
