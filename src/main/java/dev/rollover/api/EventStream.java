package dev.rollover.api;

import dev.rollover.generation.GenerationEvent;
import dev.rollover.generation.GenerationNotFoundException;
import dev.rollover.generation.StoredEvent;
import dev.rollover.queue.Generations;
import dev.rollover.time.Stopwatch;
import dev.rollover.time.Ticker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a generation's log as server-sent events, and goes on as the log grows until it is done.
 *
 * <p>Blocks the thread that calls it, which costs nothing while that is a virtual one.
 */
@Component
class EventStream {

  /** How soon at least a stream notices that the service stops. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Generations generations;
  private final JsonMapper mapper;
  private final Ticker ticker;
  private final Duration heartbeat;
  private final Duration patience;
  private volatile boolean stopping;

  EventStream(Generations generations, JsonMapper mapper, Ticker ticker, ApiProperties properties) {
    this.generations = generations;
    this.mapper = mapper;
    this.ticker = ticker;
    this.heartbeat = properties.heartbeat();
    this.patience = heartbeat.compareTo(PATIENCE) < 0 ? heartbeat : PATIENCE;
  }

  /** A graceful stop waits for requests in flight, and these would never end by themselves. */
  @EventListener
  void stop(ContextClosedEvent closed) {
    stopping = true;
  }

  /**
   * Sends the events with an id above {@code after}; returns when the generation is done or
   * forgotten, or the service stops.
   *
   * @throws IOException when the client has gone
   */
  void send(UUID id, long after, OutputStream out) throws IOException, InterruptedException {
    try {
      follow(id, after, out);
    } catch (GenerationNotFoundException forgotten) {
      write(out, ": forgotten\n\n");
    }
  }

  private void follow(UUID id, long after, OutputStream out)
      throws IOException, InterruptedException {
    write(out, "retry: 1000\n\n");
    long last = after;
    Stopwatch silence = Stopwatch.start(ticker);
    while (!stopping) {
      List<StoredEvent> events = generations.awaitEvents(id, last, patience);
      for (StoredEvent event : events) {
        write(out, frame(event));
        last = event.id();
        if (event.event() instanceof GenerationEvent.Done) {
          return;
        }
      }
      if (!events.isEmpty()) {
        silence = Stopwatch.start(ticker);
      } else if (isOver(id, last)) {
        return;
      } else if (silence.hasPassed(heartbeat)) {
        write(out, ": still here\n\n");
        silence = Stopwatch.start(ticker);
      }
    }
  }

  /** Whether nothing will follow: a client may name an event that never was. */
  private boolean isOver(UUID id, long last) {
    return generations.find(id).status().isTerminal() && generations.events(id, last).isEmpty();
  }

  private String frame(StoredEvent event) {
    return "id: "
        + event.id()
        + "\nevent: "
        + event.event().name()
        + "\ndata: "
        + mapper.writeValueAsString(EventAnswer.of(event.event()))
        + "\n\n";
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
