import dev.rollover.client.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Follows events with the generated client's own connection, which does not stream by itself. */
final class Watcher {

  private final ApiClient client;

  Watcher(ApiClient client) {
    this.client = client;
  }

  /** The events after that id until one is the last that is wanted, or the stream ends. */
  List<Event> watch(UUID id, long after, Predicate<Event> last)
      throws IOException, InterruptedException {
    URI uri = URI.create(client.getBaseUri() + "/v1/generations/" + id + "/events");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Accept", "text/event-stream")
            .header("Last-Event-ID", Long.toString(after))
            .build();
    HttpResponse<Stream<String>> response =
        client.getHttpClient().send(request, BodyHandlers.ofLines());
    List<Event> events = new ArrayList<>();
    try (Stream<String> lines = response.body()) {
      Iterator<String> each = lines.iterator();
      List<String> frame = new ArrayList<>();
      while (each.hasNext()) {
        String line = each.next();
        frame.add(line);
        if (line.isEmpty()) {
          Event event = Event.parse(frame, client.getObjectMapper());
          frame.clear();
          if (event != null) {
            events.add(event);
            if (last.test(event)) {
              return events;
            }
          }
        }
      }
    }
    return events;
  }
}
