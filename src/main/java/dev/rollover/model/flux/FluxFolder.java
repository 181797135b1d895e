package dev.rollover.model.flux;

import dev.rollover.model.ModelProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a FLUX lies.
 *
 * @param path the folder with {@code model_index.json}
 * @param preview the folder of a preview decoder, if there is one
 * @param variant of the weights' files, such as {@code fp16}, or null for the usual ones
 * @param loras what is merged with its transformer
 */
record FluxFolder(
    Path path, @Nullable Path preview, @Nullable String variant, List<ModelProperties.Lora> loras) {

  private static final String PREVIEW = "vae_preview";

  /** A folder, with the preview decoder in it if there is one. */
  static FluxFolder of(Path path) {
    return of(path, null, null);
  }

  /** A folder, with the preview decoder that lies elsewhere if that is said. */
  static FluxFolder of(Path path, @Nullable String preview, @Nullable String variant) {
    Path within = path.resolve(PREVIEW);
    Path found = Files.isDirectory(within) ? within : null;
    return new FluxFolder(path, preview == null ? found : Path.of(preview), variant, List.of());
  }

  /** The same, with what is merged with its transformer. */
  FluxFolder with(List<ModelProperties.Lora> merged) {
    return new FluxFolder(path, preview, variant, merged);
  }
}
