package dev.rollover.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * The service in a process of its own, with all its defaults but those named, a free port and a new
 * database, which goes when this is closed. Its JVM has the options of the one that started it, so
 * that what is measured here and there can be compared.
 */
final class ServiceProcess implements AutoCloseable {

  /** By name: no room may know the application that is made of them. */
  private static final String APPLICATION = "dev.rollover.Rollover";

  /** Names a database in the environment that is to be used in place of a new one. */
  private static final String DATABASE = "SPRING_DATASOURCE_URL";

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final Path log;
  private final ServiceClient client;
  private final Process process;
  private final long launched = System.nanoTime();

  private ServiceProcess(Path folder, int port, String... properties) throws IOException {
    this.folder = folder;
    this.log = folder.resolve("service.log");
    this.client = new ServiceClient("http://localhost:" + port);
    this.process =
        new ProcessBuilder(command(folder, port, properties))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    // Whoever interrupts the measurement leaves no service behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /**
   * Starts the service and returns once it is ready.
   *
   * @param properties that are not as by default, each {@code --name=value}
   */
  static ServiceProcess start(String... properties) throws IOException, InterruptedException {
    ServiceProcess service =
        new ServiceProcess(Files.createTempDirectory("rollover-bench"), freePort(), properties);
    try {
      service.awaitReady();
      return service;
    } catch (IOException | InterruptedException | RuntimeException failure) {
      service.close();
      throw failure;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static List<String> command(Path folder, int port, String... properties) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), APPLICATION));
    command.add("--server.port=" + port);
    if (!System.getenv().containsKey(DATABASE)) {
      command.add(
          "--spring.datasource.url=jdbc:h2:file:%s;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0"
              .formatted(folder.resolve("database")));
    }
    command.add("--rollover.sample.enabled=false");
    command.addAll(List.of(properties));
    return command;
  }

  private void awaitReady() throws IOException, InterruptedException {
    while (!client.isReady()) {
      if (!process.isAlive()) {
        throw new IllegalStateException("the service ended:\n" + Files.readString(log));
      }
      if (age().compareTo(PATIENCE) > 0) {
        throw new IllegalStateException("the service is not ready after " + PATIENCE);
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  /** The time since the process was launched. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - launched);
  }

  /** A client of it. */
  ServiceClient client() {
    return client;
  }

  /** The memory that it takes. */
  ProcessMemory memory() throws IOException {
    return ProcessMemory.of(process.pid());
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().join();
    FileSystemUtils.deleteRecursively(folder);
  }
}
