package dev.rollover.model.flux;

import dev.rollover.model.LoadedModel;
import dev.rollover.model.ModelFamily;
import dev.rollover.model.ModelProperties;
import dev.rollover.model.Placement;
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
  public LoadedModel load(ModelProperties.Folder properties, Path folder, Placement placement)
      throws IOException {
    FluxFolder files =
        FluxFolder.of(folder, properties.preview(), properties.variant()).with(properties.loras());
    return new FluxServedModel(
        properties, FluxModel.load(files, properties.maxSequenceLength(), placement));
  }
}
