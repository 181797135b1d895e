package dev.rollover.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service, with somebody who takes its traces. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.datasource.url=jdbc:h2:mem:tracing;DB_CLOSE_DELAY=-1",
      "management.opentelemetry.tracing.export.schedule-delay=50ms"
    })
class TracingIT {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final AttributeKey<String> GENERATION =
      AttributeKey.stringKey(GenerationTracer.GENERATION);
  private static final BlockingQueue<String> RECEIVED = new LinkedBlockingQueue<>();
  private static final HttpServer COLLECTOR = collector();

  /** Keeps what is sent, for the test to read. */
  @TestConfiguration
  static class Kept {

    @Bean
    InMemorySpanExporter kept() {
      return InMemorySpanExporter.create();
    }
  }

  @LocalServerPort int port;
  @Autowired InMemorySpanExporter spans;

  private static HttpServer collector() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/v1/traces",
          exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            RECEIVED.add(new String(body, StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @DynamicPropertySource
  static void endpoint(DynamicPropertyRegistry registry) {
    String address = "http://localhost:" + COLLECTOR.getAddress().getPort() + "/v1/traces";
    registry.add(OnEndpoint.PROPERTY, () -> address);
  }

  @AfterAll
  static void close() {
    COLLECTOR.stop(0);
  }

  @BeforeEach
  void forget() {
    spans.reset();
  }

  @Test
  void one_trace_goes_from_the_submission_to_the_last_call() throws Exception {
    String id = submit(60);
    List<SpanData> trace = traceOf(id);
    SpanData whole = named("generation", trace).getFirst();
    SpanData run = named("run", trace).getFirst();
    SpanData submit = named("submit", trace).getFirst();

    assertThat(whole.getParentSpanContext().isValid()).isFalse();
    assertThat(whole.getSpanId()).isEqualTo(id.replace("-", "").substring(16));
    assertThat(List.of(run, submit))
        .extracting(SpanData::getParentSpanId)
        .containsOnly(whole.getSpanId());
    assertThat(run.getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(trace)
        .filteredOn(span -> span.getParentSpanId().equals(run.getSpanId()))
        .extracting(SpanData::getName)
        .contains("encode", "velocity", "decode", "reward");
    assertThat(List.of(whole, run, submit))
        .extracting(span -> span.getAttributes().get(GENERATION))
        .containsOnly(id);
  }

  @Test
  void the_whole_lasts_from_acceptance_to_the_end_and_tells_how_it_ended() throws Exception {
    List<SpanData> trace = traceOf(submit(60));
    SpanData whole = named("generation", trace).getFirst();
    SpanData run = named("run", trace).getFirst();

    assertThat(whole.getAttributes().get(AttributeKey.stringKey("rollover.status")))
        .isEqualTo("succeeded");
    assertThat(whole.getAttributes().get(AttributeKey.longKey("rollover.nfe"))).isBetween(1L, 60L);
    assertThat(whole.getStartEpochNanos()).isLessThanOrEqualTo(run.getStartEpochNanos());
    assertThat(named("velocity", trace))
        .allMatch(call -> call.getEndEpochNanos() <= run.getEndEpochNanos());
  }

  @Test
  void a_request_and_the_generation_that_it_is_about_find_each_other() throws Exception {
    String id = submit(50);
    LinkData link = named("submit", traceOf(id)).getFirst().getLinks().getFirst();

    await()
        .untilAsserted(
            () ->
                assertThat(spans.getFinishedSpanItems())
                    .filteredOn(span -> span.getSpanId().equals(link.getSpanContext().getSpanId()))
                    .extracting(span -> span.getAttributes().get(GENERATION))
                    .containsExactly(id));
  }

  @Test
  void what_is_traced_reaches_the_collector_and_probes_are_not_traced() throws Exception {
    send(HttpRequest.newBuilder(uri("/actuator/health/liveness")).build());
    String id = submit(50);
    traceOf(id);

    await().until(() -> RECEIVED.stream().anyMatch(body -> body.contains(id)));
    assertThat(RECEIVED).noneMatch(body -> body.contains("/actuator"));
  }

  /** The spans of a generation's trace, once it has ended. */
  private List<SpanData> traceOf(String id) {
    String trace = id.replace("-", "");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> List.of("generation", "submit", "run"),
            names -> names.stream().allMatch(name -> !named(name, spansOf(trace)).isEmpty()));
    return spansOf(trace);
  }

  private List<SpanData> spansOf(String trace) {
    return spans.getFinishedSpanItems().stream()
        .filter(span -> span.getTraceId().equals(trace))
        .toList();
  }

  private static List<SpanData> named(String name, List<SpanData> spans) {
    return spans.stream().filter(span -> span.getName().equals(name)).toList();
  }

  private String submit(int nfe) throws Exception {
    String body = "{\"prompt\": \"two red circles\", \"budget\": {\"nfe\": %d}}".formatted(nfe);
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri("/v1/generations"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    String location = answer.headers().firstValue("Location").orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }
}
