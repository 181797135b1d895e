package dev.rollover.api;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationPage;
import dev.rollover.generation.GenerationQuery;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.queue.Generations;
import dev.rollover.queue.QueuePlace;
import dev.rollover.queue.Submission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Generations: asked for, watched over, ended and forgotten. */
@RestController
@RequestMapping(Links.GENERATIONS)
@Tag(name = "generations")
class GenerationsController {

  private static final String IDEMPOTENCY_KEY =
      "Makes it safe to send a request again: the same key with the same request answers the first"
          + " generation, for as long as that is not deleted";

  private final Generations generations;

  GenerationsController(Generations generations) {
    this.generations = generations;
  }

  @Operation(
      operationId = "submitGeneration",
      summary = "Ask for the best image under a budget",
      description =
          """
          Once this is answered by 202 the generation is stored and will end, whatever happens. \
          Poll it at `Location`, or watch its events. The answer shows every value that the request \
          left open, the seed included.\
          """)
  @ApiResponse(
      responseCode = "202",
      description = "It is queued",
      headers =
          @Header(
              name = "Location",
              description = "Where it is",
              schema = @Schema(type = "string", format = "uri-reference")))
  @PostMapping(
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<GenerationAnswer> submit(
      @RequestBody GenerationBody body,
      @Parameter(description = IDEMPOTENCY_KEY, example = "order-1723")
          @RequestHeader(name = "Idempotency-Key", required = false)
          @Size(min = 1, max = 255)
          @Pattern(regexp = "^[ -~]*$", message = "must be of ASCII characters")
          @Nullable String idempotencyKey,
      HttpServletRequest request) {
    return accepted(generations.submit(body.toRequest(), idempotencyKey), request);
  }

  private static ResponseEntity<GenerationAnswer> accepted(
      Submission submission, HttpServletRequest request) {
    Generation generation = submission.generation();
    Links links = Links.of(request);
    return ResponseEntity.accepted()
        .location(URI.create(links.generation(generation.id())))
        .body(GenerationAnswer.of(generation, submission.place(), links));
  }

  @Operation(
      operationId = "continueGeneration",
      summary = "Go on from where a generation ended",
      description =
          """
          Queues a generation of its own, `continuedFrom` this one, which stays as it is with its \
          images. Its search goes on from where this one's ended, and its ledger, its trace and its \
          best images are those of both parts: `budget.nfe.limit` is what was spent plus the further \
          `nfe`. One that succeeded or was cancelled can be continued, by any number of others, for \
          as long as it is kept where its search stood (a day, unless the service is told \
          otherwise).\
          """)
  @ApiResponse(
      responseCode = "202",
      description = "It is queued",
      headers =
          @Header(
              name = "Location",
              description = "Where it is",
              schema = @Schema(type = "string", format = "uri-reference")))
  @ApiResponse(
      responseCode = "409",
      description =
          "It has not ended, or it failed; or the idempotency key came with another request before",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @ApiResponse(
      responseCode = "410",
      description = "It is not kept any more where its search stood",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @PostMapping(
      path = "/{id}/continue",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<GenerationAnswer> goOn(
      @PathVariable UUID id,
      @RequestBody ContinuationBody body,
      @Parameter(description = IDEMPOTENCY_KEY, example = "order-1723")
          @RequestHeader(name = "Idempotency-Key", required = false)
          @Size(min = 1, max = 255)
          @Pattern(regexp = "^[ -~]*$", message = "must be of ASCII characters")
          @Nullable String idempotencyKey,
      HttpServletRequest request) {
    return accepted(generations.goOn(id, body.toBudget(), idempotencyKey), request);
  }

  @Operation(operationId = "getGeneration", summary = "Get a generation as it stands")
  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  GenerationAnswer get(@PathVariable UUID id, HttpServletRequest request) {
    return answer(generations.find(id), request);
  }

  @Operation(operationId = "listGenerations", summary = "List generations, the newest first")
  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  GenerationPageAnswer list(
      @Parameter(description = "Only those of this status")
          @OneOf(Vocabulary.STATUS)
          @RequestParam(required = false)
          @Nullable String status,
      @Parameter(description = "How many at most")
          @RequestParam(defaultValue = "" + GenerationQuery.USUAL_PAGE)
          @Range(min = 1, max = GenerationQuery.LARGEST_PAGE)
          int limit,
      @Parameter(
              description = "`nextCursor` of the page before",
              schema = @Schema(type = "string", minLength = 1))
          @RequestParam(required = false)
          @Nullable String cursor,
      HttpServletRequest request) {
    GenerationStatus known = status == null ? null : Vocabulary.status(status);
    GenerationPage page = generations.list(new GenerationQuery(known, limit, cursor));
    Links links = Links.of(request);
    Map<UUID, QueuePlace> places = generations.queuePlaces(page.generations());
    return new GenerationPageAnswer(
        page.generations().stream()
            .map(each -> GenerationAnswer.of(each, places.get(each.id()), links))
            .toList(),
        page.nextCursor());
  }

  @Operation(
      operationId = "cancelGeneration",
      summary = "End a generation and keep the best so far",
      description =
          "A queued one ends at once, a running one at its next call to the device: `done` among"
              + " its events says when. One that has ended already stays as it is.")
  @PostMapping(path = "/{id}/cancel", produces = MediaType.APPLICATION_JSON_VALUE)
  GenerationAnswer cancel(@PathVariable UUID id, HttpServletRequest request) {
    return answer(generations.cancel(id), request);
  }

  @Operation(
      operationId = "deleteGeneration",
      summary = "Forget a generation with its images and events",
      description = "One that runs is given up; its watchers' streams end.")
  @ApiResponse(responseCode = "204", description = "It is forgotten")
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable UUID id) {
    generations.delete(id);
  }

  private GenerationAnswer answer(Generation generation, HttpServletRequest request) {
    return GenerationAnswer.of(
        generation, generations.queuePlace(generation).orElse(null), Links.of(request));
  }
}
