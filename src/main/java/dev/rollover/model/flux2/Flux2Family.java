package dev.rollover.model.flux2;

import dev.rollover.model.LoadedModel;
import dev.rollover.model.ModelFamily;
import dev.rollover.model.ModelFormatException;
import dev.rollover.model.ModelProperties;
import dev.rollover.model.Placement;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** FLUX.2 klein, and whatever was trained from it. */
@Component
final class Flux2Family implements ModelFamily {

  static final String PIPELINE = "Flux2KleinPipeline";

  @Override
  public String pipeline() {
    return PIPELINE;
  }

  @Override
  public LoadedModel load(ModelProperties.Folder properties, Path folder, Placement placement)
      throws IOException {
    if (properties.preview() != null) {
      throw new ModelFormatException(
          folder, "is a " + PIPELINE + ", which takes no preview decoder");
    }
    if (!properties.loras().isEmpty()) {
      throw new ModelFormatException(
          folder, "is a " + PIPELINE + ", with which no LoRA can be merged yet");
    }
    return new Flux2ServedModel(
        properties,
        Flux2Model.load(folder, properties.variant(), properties.maxSequenceLength(), placement));
  }
}
