package dev.rollover.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.springframework.util.FileSystemUtils;

/**
 * A model's folder as a directory, wherever it lies: a directory already, or {@code classpath:…},
 * which in a jar is copied out for as long as this is open. Close it once the model is loaded.
 */
public final class ModelFolder implements AutoCloseable {

  private static final String CLASS_PATH = "classpath:";
  private static final String INDEX = "model_index.json";

  private final Path path;
  private final boolean temporary;

  private ModelFolder(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  /**
   * Opens a folder.
   *
   * @param location a directory, or {@code classpath:} and the folder's name there
   */
  public static ModelFolder open(String location) throws IOException {
    return open(location, ModelFolder.class.getClassLoader());
  }

  static ModelFolder open(String location, ClassLoader loader) throws IOException {
    if (!location.startsWith(CLASS_PATH)) {
      return new ModelFolder(Path.of(location), false);
    }
    URL index = loader.getResource(location.substring(CLASS_PATH.length()) + "/" + INDEX);
    if (index == null) {
      throw new FileNotFoundException(location + " has no " + INDEX);
    }
    if (index.openConnection() instanceof JarURLConnection jar) {
      return new ModelFolder(unpack(jar), true);
    }
    return new ModelFolder(Path.of(URI.create(index.toString())).resolveSibling(""), false);
  }

  private static Path unpack(JarURLConnection index) throws IOException {
    Path target = Files.createTempDirectory("rollover-model");
    String entryName = index.getEntryName();
    String root = entryName.substring(0, entryName.length() - INDEX.length());
    JarFile jar = index.getJarFile();
    for (JarEntry entry : jar.stream().toList()) {
      if (entry.getName().startsWith(root) && !entry.isDirectory()) {
        Path file = target.resolve(entry.getName().substring(root.length()));
        Files.createDirectories(file.resolveSibling(""));
        try (InputStream content = jar.getInputStream(entry)) {
          Files.copy(content, file);
        }
      }
    }
    return target;
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
