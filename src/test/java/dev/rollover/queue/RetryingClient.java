package dev.rollover.queue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client of several processes that keeps its connections, and asks the next process when one
 * cannot be reached, hangs up, or says that it cannot serve yet (503). It asks again for nothing
 * that was answered otherwise.
 */
final class RetryingClient {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int UNAVAILABLE = 503;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicInteger retries = new AtomicInteger();
  private final List<String> addresses;

  RetryingClient(List<String> addresses) {
    this.addresses = List.copyOf(addresses);
  }

  /** How often a process could not be reached, or did not serve. */
  int retries() {
    return retries.get();
  }

  HttpResponse<String> get(String path) throws InterruptedException {
    return send(HttpRequest.newBuilder().GET(), path);
  }

  /** Posts JSON under an idempotency key of its own. */
  HttpResponse<String> post(String path, String json) throws InterruptedException {
    return send(
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(json)),
        path);
  }

  static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String path)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String address = addresses.get(Math.floorMod(turn.getAndIncrement(), addresses.size()));
      try {
        HttpResponse<String> answer =
            http.send(request.uri(URI.create(address + path)).build(), BodyHandlers.ofString());
        if (answer.statusCode() != UNAVAILABLE || System.nanoTime() > deadline) {
          return answer;
        }
      } catch (IOException unreachable) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("nobody can be reached", unreachable);
        }
      }
      retries.incrementAndGet();
    }
  }
}
