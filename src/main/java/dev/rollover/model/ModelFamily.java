package dev.rollover.model;

import dev.rollover.tensor.BatchLimits;
import java.io.IOException;
import java.nio.file.Path;

/** Flow models of one architecture: what a folder of theirs looks like, and how it is loaded. */
public interface ModelFamily {

  /**
   * The pipeline that the {@code _class_name} of such a folder's {@code model_index.json} names.
   */
  String pipeline();

  /**
   * What a model will take of the memory of its devices; {@link MemoryPlan#NONE} if it cannot say.
   *
   * @param folder with {@code model_index.json}
   * @throws ModelFormatException if a file is missing, or says what this cannot do
   */
  default MemoryPlan plan(
      ModelProperties.Folder properties, Path folder, Placement placement, BatchLimits limits)
      throws IOException {
    return MemoryPlan.NONE;
  }

  /**
   * Loads a model.
   *
   * @param properties what the configuration says of it
   * @param folder with {@code model_index.json}
   * @param placement on which devices, for all of the model's life
   * @throws ModelFormatException if a file is missing, or says what this cannot do
   */
  LoadedModel load(ModelProperties.Folder properties, Path folder, Placement placement)
      throws IOException;
}
