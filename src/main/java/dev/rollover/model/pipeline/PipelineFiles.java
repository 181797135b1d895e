package dev.rollover.model.pipeline;

import dev.rollover.model.ModelProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of a model lie.
 *
 * @param path the folder with {@code model_index.json}
 * @param preview the folder of a preview decoder, if there is one
 * @param variant of the weights' files, such as {@code fp16}, or null for the usual ones
 * @param loras what is merged with its transformer
 */
public record PipelineFiles(
    Path path, @Nullable Path preview, @Nullable String variant, List<ModelProperties.Lora> loras) {

  private static final String PREVIEW = "vae_preview";

  /** A folder as properties have it, with the preview decoder in it unless one lies elsewhere. */
  public static PipelineFiles of(Path path, ModelProperties.Folder properties) {
    Path within = path.resolve(PREVIEW);
    Path found = Files.isDirectory(within) ? within : null;
    String elsewhere = properties.preview();
    return new PipelineFiles(
        path,
        elsewhere == null ? found : Path.of(elsewhere),
        properties.variant(),
        properties.loras());
  }

  /** The folder of a part. */
  public Path part(String name) {
    return path.resolve(name);
  }
}
