package dev.rollover.queue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A generation's event stream, read as it comes. */
final class WatchedStream {

  private static final String ID = "id: ";

  private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> end;

  WatchedStream(HttpClient client, String address, String generation) {
    URI uri = URI.create(address + "/v1/generations/" + generation + "/events");
    this.end =
        client
            .sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofLines())
            .thenAcceptAsync(
                answer -> read(answer.body()),
                task -> Thread.ofVirtual().name("stream of " + address).start(task));
  }

  private void read(Stream<String> lines) {
    try (lines) {
      lines
          .filter(line -> line.startsWith(ID))
          .forEach(line -> arrivals.put(line.substring(ID.length()), System.nanoTime()));
    }
  }

  /**
   * By event's id, when it came, by {@link System#nanoTime}; complete once the stream has ended.
   */
  Map<String, Long> arrivals() {
    end.join();
    return arrivals;
  }
}
