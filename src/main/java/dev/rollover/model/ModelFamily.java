package dev.rollover.model;

import java.io.IOException;
import java.nio.file.Path;

/** Flow models of one architecture: what a folder of theirs looks like, and how it is loaded. */
public interface ModelFamily {

  /** What people call it, such as {@code FLUX.1}. */
  String name();

  /**
   * The pipeline that the {@code _class_name} of such a folder's {@code model_index.json} names.
   */
  String pipeline();

  /**
   * Looks a folder through, reading configurations and the headers of weights.
   *
   * @param properties what the configuration says of the model
   * @param folder with {@code model_index.json}
   * @throws ModelFormatException with all that is missing, or says what this cannot do
   */
  CheckedModel check(ModelProperties.Folder properties, Path folder) throws IOException;

  /**
   * Loads a folder of which the configuration says nothing.
   *
   * @throws ModelFormatException with all that is missing, or says what this cannot do
   */
  default LoadedModel load(Path folder, Layout layout) throws IOException {
    return check(ModelProperties.Folder.at(folder.toString()), folder).load(layout);
  }
}
