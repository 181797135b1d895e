package dev.rollover.api;

import dev.rollover.queue.Generations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** A generation's events as they happen. */
@RestController
@Tag(name = "generations")
class EventsController {

  private static final Logger log = LoggerFactory.getLogger(EventsController.class);

  private final Generations generations;
  private final EventStream stream;

  EventsController(Generations generations, EventStream stream) {
    this.generations = generations;
    this.stream = stream;
  }

  @Operation(
      operationId = "watchGeneration",
      summary = "Watch a generation as server-sent events",
      description =
          """
          Sends the generation's log from its beginning, or from after `Last-Event-ID`, and goes on \
          as it grows until `done`. Every event has an id. Events are `status`, `progress`, \
          `preview` and `done`; the data of each is a JSON object: `StatusEvent`, `ProgressEvent`, \
          `PreviewEvent`, `DoneEvent` among the schemas. Comments keep a silent connection alive.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "The stream of events",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              examples =
                  @ExampleObject(
                      """
                      id: 2
                      event: status
                      data: {"status":"running","attempt":1}

                      id: 3
                      event: progress
                      data: {"step":1,"nfe":26,"reward":-4.0,"best":-2.0,"accepted":true,\
                      "rolledOver":9}

                      id: 4
                      event: done
                      data: {"status":"succeeded","nfe":500,"best":0.0}

                      """)))
  @ApiResponse(
      responseCode = "204",
      description = "It is done, and nothing comes after `Last-Event-ID`: do not reconnect",
      content = @Content)
  @GetMapping(
      path = Links.GENERATIONS + "/{id}/events",
      produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void watch(
      @PathVariable UUID id,
      @Parameter(description = "Id of the last event that was seen; 0 for none")
          @RequestHeader(name = "Last-Event-ID", defaultValue = "0")
          @Min(0)
          long lastEventId,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    boolean ended = generations.find(id).status().isTerminal();
    if (ended && generations.events(id, lastEventId).isEmpty()) {
      response.setStatus(HttpStatus.NO_CONTENT.value());
      return;
    }
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    response.setCharacterEncoding("UTF-8");
    response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
    // Else a proxy may hold events back until its buffer is full.
    response.setHeader("X-Accel-Buffering", "no");
    if (HttpMethod.HEAD.matches(request.getMethod())) {
      return;
    }
    try {
      stream.send(id, lastEventId, response.getOutputStream());
    } catch (IOException gone) {
      log.debug("The watcher of {} has gone: {}", id, gone.getMessage());
    }
  }
}
