package dev.rollover.model.flux;

import dev.rollover.model.CheckedModel;
import dev.rollover.model.ModelFamily;
import dev.rollover.model.ModelProperties;
import dev.rollover.model.pipeline.CheckedPipeline;
import dev.rollover.model.pipeline.PipelineFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** FLUX.1: schnell, dev, Krea-dev and whatever was trained from them. */
@Component
public final class FluxFamily implements ModelFamily {

  static final String PIPELINE = "FluxPipeline";

  @Override
  public String name() {
    return "FLUX.1";
  }

  @Override
  public String pipeline() {
    return PIPELINE;
  }

  @Override
  public CheckedModel check(ModelProperties.Folder properties, Path folder) throws IOException {
    PipelineFiles files = PipelineFiles.of(folder, properties);
    return new CheckedPipeline<>(
        this, properties, FluxPipeline.check(files, properties.maxSequenceLength()));
  }
}
