package dev.rollover.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the service. An answer other than success is an {@link IllegalStateException}. */
final class ServiceClient {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final JsonMapper json = JsonMapper.shared();
  private final String address;

  /**
   * Talks to a service.
   *
   * @param address such as {@code http://localhost:8080}
   */
  ServiceClient(String address) {
    this.address = address;
  }

  /** Whether the service is up and says that it is ready. */
  boolean isReady() throws IOException, InterruptedException {
    try {
      return send(request("/actuator/health/readiness")).statusCode() == 200;
    } catch (ConnectException notYet) {
      return false;
    }
  }

  /** Posts a job; returns where it is to be found. */
  String submit(Workload job) throws IOException, InterruptedException {
    return submit(job.json());
  }

  /** Posts a request; returns where its job is to be found. */
  String submit(String request) throws IOException, InterruptedException {
    HttpResponse<String> accepted = post("/v1/generations", request);
    return accepted
        .headers()
        .firstValue("Location")
        .map(location -> URI.create(location).getPath())
        .orElseThrow(() -> new IllegalStateException("no Location in " + accepted.headers()));
  }

  /** What a request would take. */
  JsonNode estimate(String request) throws IOException, InterruptedException {
    return json.readTree(post("/v1/generations/estimate", request).body());
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return succeed(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** What a job has spent so far. */
  JsonNode ledger(String location) throws IOException, InterruptedException {
    return json(location).path("budget");
  }

  /** Follows a job until it ends: its stream of events does so with it. */
  void awaitEnd(String location) throws IOException, InterruptedException {
    succeed(request(location + "/events"));
  }

  /** Ends a job. */
  void cancel(String location) throws IOException, InterruptedException {
    succeed(request(location + "/cancel").POST(BodyPublishers.noBody()));
  }

  /** Reads what is there, and forgets it. */
  void read(String path) throws IOException, InterruptedException {
    succeed(request(path));
  }

  /** Where the page after a page begins. */
  String nextCursor(String page) throws IOException, InterruptedException {
    return json(page).path("nextCursor").stringValue();
  }

  /** When a job's run began and ended. */
  record Run(Instant started, Instant ended) {}

  /** The run of a job that has ended. */
  Run run(String location) throws IOException, InterruptedException {
    JsonNode job = json(location);
    return new Run(
        Instant.parse(job.path("startedAt").stringValue()),
        Instant.parse(job.path("endedAt").stringValue()));
  }

  /** What became of a job that has ended. */
  EndedJob ended(String location) throws IOException, InterruptedException {
    return EndedJob.of(json(location));
  }

  /** MiB that the service's heap has taken from the system. */
  double heap() throws IOException, InterruptedException {
    JsonNode metric = json("/actuator/metrics/jvm.memory.committed?tag=area:heap");
    return metric.path("measurements").path(0).path("value").asDouble() / (1024 * 1024);
  }

  /** The operations of which the service has run batches. */
  List<String> operations() throws IOException, InterruptedException {
    return json("/actuator/metrics/rollover.batch.size")
        .path("availableTags")
        .valueStream()
        .filter(tag -> tag.path("tag").asString("").equals("op"))
        .flatMap(tag -> tag.path("values").valueStream())
        .map(JsonNode::stringValue)
        .toList();
  }

  /** The batches of an operation, since the service was started. */
  BatchTotals batches(String operation) throws IOException, InterruptedException {
    String size = "/actuator/metrics/rollover.batch.size?tag=op:" + operation;
    String time = "/actuator/metrics/rollover.call?tag=op:" + operation;
    return new BatchTotals(
        measurement(size, "COUNT"), measurement(size, "TOTAL"), measurement(time, "TOTAL_TIME"));
  }

  private double measurement(String path, String statistic)
      throws IOException, InterruptedException {
    return json(path)
        .path("measurements")
        .valueStream()
        .filter(measurement -> measurement.path("statistic").asString("").equals(statistic))
        .mapToDouble(measurement -> measurement.path("value").asDouble())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + statistic + " at " + path));
  }

  private JsonNode json(String path) throws IOException, InterruptedException {
    return json.readTree(succeed(request(path)).body());
  }

  private HttpResponse<String> succeed(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> response = send(request);
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(response + ": " + response.body());
    }
    return response;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
