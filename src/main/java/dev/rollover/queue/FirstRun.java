package dev.rollover.queue;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationError;
import dev.rollover.generation.GenerationEvent;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.ImageFile;
import dev.rollover.generation.StoredEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Shows a first run what the service does: submits one generation once everything is ready, and
 * follows it on the console while the service goes on serving.
 */
@Component
@ConditionalOnProperty("rollover.sample.enabled")
class FirstRun {

  private static final Duration BETWEEN_SIGNS_OF_LIFE = Duration.ofSeconds(10);

  private final Generations generations;
  private final SampleProperties properties;
  private final PrintStream console;

  FirstRun(Generations generations, SampleProperties properties) {
    this.generations = generations;
    this.properties = properties;
    this.console = System.out;
  }

  @EventListener
  void begin(ApplicationReadyEvent ready) {
    Environment environment = ready.getApplicationContext().getEnvironment();
    String service =
        "http://localhost:"
            + environment.getProperty("local.server.port")
            + environment.getProperty("server.servlet.context-path", "");
    Thread.ofVirtual().name("first-run").start(() -> run(service));
  }

  private void run(String service) {
    GenerationRequest.Budget budget =
        new GenerationRequest.Budget(properties.nfe(), null, null, 0.0);
    GenerationRequest request =
        GenerationRequest.of(properties.prompt())
            .searching(Map.of("algorithm", properties.algorithm()))
            .within(budget);
    UUID id = generations.submit(request, null).generation().id();
    String url = service + "/v1/generations/" + id;
    console.printf(
        "%nA sample: \"%s\" within %d NFE%n  %s%n", request.prompt(), properties.nfe(), url);
    try {
      follow(id);
      conclude(generations.find(id), url);
    } catch (InterruptedException shutdown) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(UUID id) throws InterruptedException {
    long last = 0;
    while (true) {
      List<StoredEvent> events = generations.awaitEvents(id, last, BETWEEN_SIGNS_OF_LIFE);
      for (StoredEvent stored : events) {
        last = stored.id();
        if (stored.event() instanceof GenerationEvent.Progress progress) {
          show(progress);
        } else if (stored.event() instanceof GenerationEvent.Done) {
          return;
        }
      }
    }
  }

  /** Writes over the line before, as a progress bar does. */
  private void show(GenerationEvent.Progress progress) {
    console.printf(
        Locale.ROOT,
        "\r  NFE %4d of %d   best reward %8.3f   rolled over %4d ",
        progress.nfe(),
        properties.nfe(),
        progress.best(),
        progress.rolledOver());
    console.flush();
  }

  private void conclude(Generation generation, String url) {
    GenerationError error = generation.error();
    if (error != null) {
      console.printf("%n  failed: %s%n", error.message());
      return;
    }
    console.printf(
        """
        %n  image   %s/images/0
                  %s
          curve   curl -H 'Accept: image/svg+xml' %s/trace
        """,
        url, save(generations.image(generation.id(), 0)), url);
  }

  private Path save(ImageFile image) {
    try {
      Path file = Files.createDirectories(properties.folder()).resolve("image.png");
      return Files.write(file, image.png()).toAbsolutePath();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
