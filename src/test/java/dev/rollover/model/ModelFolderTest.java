package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.model.flux.FluxFamily;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import dev.rollover.tensor.Place;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class ModelFolderTest {

  @TempDir Path temporary;

  @Test
  void is_the_directory_itself_where_there_is_one() throws IOException {
    try (ModelFolder plain = ModelFolder.open(temporary.toString());
        ModelFolder onClassPath = ModelFolder.open("classpath:fixtures/pipeline")) {
      assertThat(plain.path()).isEqualTo(temporary);
      assertThat(onClassPath.path()).isDirectoryContaining("glob:**/model_index.json");
    }
    assertThat(temporary).exists();
  }

  @Test
  void a_model_in_a_jar_loads_from_a_copy_that_is_then_removed() throws IOException {
    Path jar = jarOf(Fixture.named("pipeline").folder(), "models/packed");
    Path copy;
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
        ModelFolder folder = ModelFolder.open("classpath:models/packed", loader);
        Device device = Device.cpu();
        DeviceWorker worker = new DeviceWorker(8, DeviceObserver.NONE);
        LoadedModel model =
            new FluxFamily().load(folder.path(), Layout.on(new Place(device, worker)))) {
      copy = folder.path();
      assertThat(model.sizes().usual()).isEqualTo(32);
      assertThat(copy).isDirectory();
    }
    assertThat(copy).doesNotExist();
  }

  @Test
  void says_where_there_is_no_model() {
    assertThatThrownBy(() -> ModelFolder.open("classpath:models/none"))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage("classpath:models/none has no model_index.json");
  }

  private Path jarOf(Path folder, String prefix) throws IOException {
    Path jar = temporary.resolve("model.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(prefix + "/" + folder.relativize(file)));
        Files.copy(file, entries);
      }
    }
    return jar;
  }
}
