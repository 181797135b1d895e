package dev.rollover.model.flux2;

import dev.rollover.model.CheckedModel;
import dev.rollover.model.ModelFamily;
import dev.rollover.model.ModelProperties;
import dev.rollover.model.pipeline.CheckedPipeline;
import dev.rollover.model.pipeline.PipelineFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** FLUX.2 klein, and whatever was trained from it. */
@Component
final class Flux2Family implements ModelFamily {

  static final String PIPELINE = "Flux2KleinPipeline";

  @Override
  public String name() {
    return "FLUX.2 klein";
  }

  @Override
  public String pipeline() {
    return PIPELINE;
  }

  @Override
  public CheckedModel check(ModelProperties.Folder properties, Path folder) throws IOException {
    PipelineFiles files = PipelineFiles.of(folder, properties);
    return new CheckedPipeline<>(
        this, properties, Flux2Pipeline.check(files, properties.maxSequenceLength()));
  }
}
