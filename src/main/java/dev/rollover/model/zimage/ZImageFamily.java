package dev.rollover.model.zimage;

import dev.rollover.model.CheckedModel;
import dev.rollover.model.ModelFamily;
import dev.rollover.model.ModelProperties;
import dev.rollover.model.pipeline.CheckedPipeline;
import dev.rollover.model.pipeline.PipelineFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Z-Image, Z-Image-Turbo and whatever was trained from them. */
@Component
final class ZImageFamily implements ModelFamily {

  static final String PIPELINE = "ZImagePipeline";

  @Override
  public String name() {
    return "Z-Image";
  }

  @Override
  public String pipeline() {
    return PIPELINE;
  }

  @Override
  public CheckedModel check(ModelProperties.Folder properties, Path folder) throws IOException {
    PipelineFiles files = PipelineFiles.of(folder, properties);
    return new CheckedPipeline<>(
        this, properties, ZImagePipeline.check(files, properties.maxSequenceLength()));
  }
}
