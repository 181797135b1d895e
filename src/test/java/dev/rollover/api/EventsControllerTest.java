package dev.rollover.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollover.generation.GenerationEvent.Done;
import dev.rollover.generation.GenerationEvent.Preview;
import dev.rollover.generation.GenerationEvent.Progress;
import dev.rollover.generation.GenerationEvent.StatusChanged;
import dev.rollover.generation.GenerationStatus;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiTest
class EventsControllerTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @LocalServerPort int port;
  @Autowired FakeGenerations generations;

  private final UUID id = UUID.randomUUID();

  @BeforeEach
  void a_generation_runs() {
    generations.reset();
    generations.put(Samples.running(id));
    generations.happen(id, new StatusChanged(GenerationStatus.RUNNING, 1));
    generations.happen(id, new Progress(1, 26, -6, -6, true, 9));
  }

  @Test
  void the_log_is_sent_from_its_beginning_and_goes_on_until_done() throws Exception {
    CompletableFuture<HttpResponse<String>> response =
        HTTP.sendAsync(request("0").build(), BodyHandlers.ofString());
    await().until(() -> generations.watchers() == 1);

    generations.happen(id, new Preview(26, -6, 64, 64, "iVBOR"));
    generations.happen(id, new Done(GenerationStatus.SUCCEEDED, 500, 0.0, 0.75, null));

    assertThat(response.get().headers().firstValue("Content-Type"))
        .hasValue("text/event-stream;charset=UTF-8");
    assertThat(response.get().body().replace(": still here\n\n", ""))
        .isEqualTo(
            """
            retry: 1000

            id: 1
            event: status
            data: {"status":"running","attempt":1}

            id: 2
            event: progress
            data: {"step":1,"nfe":26,"reward":-6.0,"best":-6.0,"accepted":true,"rolledOver":9}

            id: 3
            event: preview
            data: {"nfe":26,"reward":-6.0,"width":64,"height":64,"png":"iVBOR"}

            id: 4
            event: done
            data: {"status":"succeeded","nfe":500,"best":0.0,"judge":0.75}

            """);
  }

  @Test
  void a_watcher_that_comes_back_gets_what_it_missed_and_no_more() throws Exception {
    generations.happen(id, new Done(GenerationStatus.SUCCEEDED, 500, null, null, null));

    HttpResponse<String> response = HTTP.send(request("2").build(), BodyHandlers.ofString());

    assertThat(response.body().lines().filter(line -> line.startsWith("id:")))
        .containsExactly("id: 3");
  }

  @Test
  void a_watcher_that_has_seen_the_end_is_told_not_to_come_back() throws Exception {
    generations.put(Samples.succeeded(id));
    generations.happen(id, new Done(GenerationStatus.SUCCEEDED, 500, 0.0, null, null));

    assertThat(HTTP.send(request("3").build(), BodyHandlers.ofString()).statusCode())
        .isEqualTo(204);
  }

  @Test
  void the_stream_after_an_event_that_never_was_ends_with_the_generation() throws Exception {
    CompletableFuture<HttpResponse<String>> response =
        HTTP.sendAsync(request("999").build(), BodyHandlers.ofString());
    await().until(() -> generations.watchers() == 1);

    generations.put(Samples.succeeded(id));
    generations.happen(id, new Done(GenerationStatus.SUCCEEDED, 500, 0.0, null, null));

    assertThat(response.get().body()).doesNotContain("event:");
  }

  @Test
  void a_silent_stream_says_that_it_is_alive() throws Exception {
    HttpResponse<Stream<String>> response = HTTP.send(request("2").build(), BodyHandlers.ofLines());

    try (Stream<String> lines = response.body()) {
      assertThat(lines.filter(": still here"::equals).limit(2)).hasSize(2);
    }
  }

  @Test
  void a_watcher_that_has_gone_is_forgotten() throws Exception {
    HttpResponse<InputStream> response =
        HTTP.send(request("0").build(), BodyHandlers.ofInputStream());
    await().until(() -> generations.watchers() == 1);

    response.body().close();

    await().pollInterval(Duration.ofMillis(20)).until(() -> generations.watchers() == 0);
    await().during(Duration.ofMillis(200)).until(() -> generations.watchers() == 0);
  }

  @Test
  void the_stream_of_a_generation_that_is_deleted_ends() throws Exception {
    CompletableFuture<HttpResponse<String>> response =
        HTTP.sendAsync(request("2").build(), BodyHandlers.ofString());
    await().until(() -> generations.watchers() == 1);

    generations.delete(id);

    assertThat(response.get().body()).endsWith(": forgotten\n\n");
  }

  @Test
  void the_stream_of_no_generation_is_not_found() throws Exception {
    generations.delete(id);

    HttpResponse<String> response = HTTP.send(request("0").build(), BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void who_asks_for_the_head_alone_does_not_wait() throws Exception {
    HttpRequest head = request("0").method("HEAD", BodyPublishers.noBody()).build();

    assertThat(HTTP.send(head, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
  }

  private HttpRequest.Builder request(String lastEventId) {
    String url = "http://localhost:%d/v1/generations/%s/events".formatted(port, id);
    return HttpRequest.newBuilder(URI.create(url))
        .timeout(Duration.ofSeconds(20))
        .header("Accept", "text/event-stream")
        .header("Last-Event-ID", lastEventId);
  }
}
