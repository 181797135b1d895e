package dev.rollover.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A model's folder as a directory, wherever it lies: a directory already, or {@code classpath:…},
 * which in a jar is copied out for as long as this is open. Close it once the model is loaded.
 */
public final class ModelFolder implements AutoCloseable {

  private static final String CLASS_PATH = "classpath:";
  static final String INDEX = "model_index.json";
  private static final String CONFIG = "config.json";
  private static final Logger LOG = LoggerFactory.getLogger(ModelFolder.class);

  /** Files of weights as other programs name them, a whole network or more in each. */
  private static final Pattern WEIGHTS =
      Pattern.compile("\\.(safetensors|sft|ckpt|pt|pth|bin|gguf)$");

  private static final String WHOLE_FOLDER =
      "what is read is a folder in diffusers' layout, with model_index.json: download the whole"
          + " repository, or write one in Python by"
          + " FluxPipeline.from_single_file(file).save_pretrained(folder)";

  private final Path path;
  private final boolean temporary;

  private ModelFolder(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  /**
   * Opens a pipeline's folder.
   *
   * @param location a directory, or {@code classpath:} and the folder's name there
   */
  public static ModelFolder open(String location) throws IOException {
    return open(location, ModelFolder.class.getClassLoader());
  }

  /**
   * Opens the folder of one network.
   *
   * @param location a directory, or {@code classpath:} and the folder's name there
   */
  public static ModelFolder ofNetwork(String location) throws IOException {
    return open(location, CONFIG, ModelFolder.class.getClassLoader());
  }

  static ModelFolder open(String location, ClassLoader loader) throws IOException {
    return open(location, INDEX, loader);
  }

  private static ModelFolder open(String location, String file, ClassLoader loader)
      throws IOException {
    if (!location.startsWith(CLASS_PATH)) {
      return new ModelFolder(Path.of(location), false);
    }
    URL found = loader.getResource(location.substring(CLASS_PATH.length()) + "/" + file);
    if (found == null) {
      throw new FileNotFoundException(location + " has no " + file);
    }
    if (found.openConnection() instanceof JarURLConnection jar) {
      return new ModelFolder(unpack(jar, file), true);
    }
    return new ModelFolder(Path.of(URI.create(found.toString())).resolveSibling(""), false);
  }

  private static Path unpack(JarURLConnection found, String file) throws IOException {
    Path target = Files.createTempDirectory("rollover-model");
    String entryName = found.getEntryName();
    String root = entryName.substring(0, entryName.length() - file.length());
    JarFile jar = found.getJarFile();
    for (JarEntry entry : jar.stream().toList()) {
      if (entry.getName().startsWith(root) && !entry.isDirectory()) {
        Path copy = target.resolve(entry.getName().substring(root.length()));
        Files.createDirectories(copy.resolveSibling(""));
        try (InputStream content = jar.getInputStream(entry)) {
          Files.copy(content, copy);
        }
      }
    }
    return target;
  }

  /**
   * Makes sure that this is the folder of a pipeline. Single files of weights that lie in it, as in
   * the official repositories, are not read.
   *
   * @throws ModelFormatException if it is none, saying what to do
   */
  void requirePipeline() throws IOException {
    if (Files.isRegularFile(path)) {
      throw new ModelFormatException(path, "is a single file; " + WHOLE_FOLDER);
    }
    if (!Files.isDirectory(path)) {
      throw new ModelFormatException(path, "is missing");
    }
    List<String> singles = singleFiles();
    if (!Files.exists(path.resolve(INDEX))) {
      throw new ModelFormatException(
          path,
          singles.isEmpty()
              ? "has no " + INDEX
              : "has no %s but single files, %s; %s"
                  .formatted(INDEX, String.join(", ", singles), WHOLE_FOLDER));
    }
    if (!singles.isEmpty()) {
      LOG.info("Not read beside the parts of {}: {}", path, String.join(", ", singles));
    }
  }

  private List<String> singleFiles() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> WEIGHTS.matcher(name).find())
          .sorted()
          .toList();
    }
  }

  /** The directory. */
  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      FileSystemUtils.deleteRecursively(path);
    }
  }
}
