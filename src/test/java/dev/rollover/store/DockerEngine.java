package dev.rollover.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The Docker engine that the command {@code docker} talks to. */
final class DockerEngine {

  private DockerEngine() {}

  static boolean answers() {
    return apiVersion().isPresent();
  }

  /** Whether it has an image, or could pull it; at once, where Testcontainers tries for minutes. */
  static boolean has(String image) {
    return run("image", "inspect", image).isPresent() || run("pull", image).isPresent();
  }

  /**
   * Has Testcontainers speak the engine's version of the API: by default it speaks one that
   * Debian's engine does not know.
   */
  static void fitClient() {
    apiVersion().ifPresent(version -> System.setProperty("api.version", version));
  }

  private static Optional<String> apiVersion() {
    return run("version", "--format", "{{.Server.APIVersion}}");
  }

  /** What a command printed, if it succeeded. */
  private static Optional<String> run(String... arguments) {
    try {
      ProcessBuilder command = new ProcessBuilder("docker");
      command.command().addAll(List.of(arguments));
      Process docker = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      byte[] output = docker.getInputStream().readAllBytes();
      return docker.waitFor() == 0
          ? Optional.of(new String(output, StandardCharsets.UTF_8).strip())
          : Optional.empty();
    } catch (IOException noSuchCommand) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
