package dev.rollover.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * A model of the configuration whose folder was looked through; the folder is open until it is
 * closed, which is when the model is loaded.
 */
record CheckedFolder(ModelProperties.Folder properties, ModelFolder folder, CheckedModel model)
    implements AutoCloseable {

  /**
   * Opens a folder and looks it through.
   *
   * @param families of which it is to be one
   * @throws ModelFormatException if it is of none, or something is wrong with it
   */
  static CheckedFolder open(ModelProperties.Folder properties, List<ModelFamily> families) {
    try {
      ModelFolder folder = ModelFolder.open(properties.location());
      try {
        folder.requirePipeline();
        ModelFamily family = family(folder.path(), families);
        return new CheckedFolder(properties, folder, family.check(properties, folder.path()));
      } catch (IOException | RuntimeException e) {
        folder.close();
        throw e;
      }
    } catch (IOException unreadable) {
      throw unreadable(properties, unreadable);
    }
  }

  private static ModelFamily family(Path folder, List<ModelFamily> families) throws IOException {
    String[] pipelines = families.stream().map(ModelFamily::pipeline).toArray(String[]::new);
    String pipeline =
        ConfigFile.read(folder.resolve(ModelFolder.INDEX)).oneOf("_class_name", pipelines);
    return families.stream()
        .filter(family -> family.pipeline().equals(pipeline))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Makes sure that images may have the sizes at which the model is to be warmed up.
   *
   * @param property the name of the model's properties
   * @throws InvalidConfigurationPropertyValueException if not
   */
  void requireWarmUp(String property) {
    ImageSizes sizes = model.sizes();
    for (ImageSize size : properties.warmUp()) {
      if (!sizes.allow(size)) {
        throw new InvalidConfigurationPropertyValueException(
            property + ".warm-up",
            size.toString(),
            "sides are multiples of %d up to %d".formatted(sizes.multiple(), sizes.largest()));
      }
    }
  }

  LoadedModel load(Layout layout) {
    try {
      return model.load(layout);
    } catch (IOException unreadable) {
      throw unreadable(properties, unreadable);
    }
  }

  private static ModelFormatException unreadable(
      ModelProperties.Folder properties, IOException cause) {
    return new ModelFormatException(
        Path.of(properties.location()), "cannot be read: " + cause, cause);
  }

  @Override
  public void close() {
    try {
      folder.close();
    } catch (IOException undeleted) {
      throw unreadable(properties, undeleted);
    }
  }
}
