package dev.rollover.api;

import dev.rollover.generation.Generation;
import dev.rollover.generation.ImageFile;
import dev.rollover.queue.Generations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What came out of a generation: its images and its reward curve. */
@RestController
@RequestMapping(Links.GENERATIONS + "/{id}")
@Tag(name = "results")
class ResultsController {

  private final Generations generations;

  ResultsController(Generations generations) {
    this.generations = generations;
  }

  @Operation(
      operationId = "getImage",
      summary = "Get an image as a PNG file",
      description =
          """
          Its provenance is in the file's text chunks. It never changes: `If-None-Match` with its \
          `ETag` saves asking for it twice, and `Range`, `If-Range` go on with a download that broke \
          off.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "The file",
      headers =
          @Header(
              name = "ETag",
              description = "SHA-256 of the file, in quotes",
              schema = @Schema(type = "string")),
      content =
          @Content(
              mediaType = MediaType.IMAGE_PNG_VALUE,
              schema = @Schema(type = "string", format = "binary")))
  @ApiResponse(
      responseCode = "206",
      description = "The part that `Range` asks for",
      headers =
          @Header(
              name = "Content-Range",
              description = "Which bytes, of how many",
              schema = @Schema(type = "string", example = "bytes 0-1023/4212")),
      content =
          @Content(
              mediaType = MediaType.IMAGE_PNG_VALUE,
              schema = @Schema(type = "string", format = "binary")))
  @ApiResponse(responseCode = "304", description = "The client has it", content = @Content)
  @ApiResponse(
      responseCode = "412",
      description = "`If-Match` names another version",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
              schema = @Schema(implementation = Problem.class)))
  @ApiResponse(
      responseCode = "416",
      description = "`Range` begins behind the end of the file",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
              schema = @Schema(implementation = Problem.class)))
  @GetMapping(path = "/images/{number}", produces = MediaType.IMAGE_PNG_VALUE)
  ResponseEntity<byte[]> image(
      @PathVariable UUID id,
      @Parameter(description = "From 0, the best first") @PathVariable @Min(0) int number,
      HttpServletRequest request) {
    ImageFile file = generations.image(id, number);
    return new ImmutableFile(file.image().sha256(), file.png())
        .answer(new ServletServerHttpRequest(request));
  }

  @Operation(
      operationId = "getTrace",
      summary = "Get the reward curve as JSON, CSV or a picture",
      description =
          "`Accept` chooses: `application/json`, `text/csv` or `image/svg+xml`. Empty until the"
              + " generation has ended.")
  @ApiResponse(
      responseCode = "200",
      description = "The curve",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(implementation = TraceAnswer.class)),
        @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
        @Content(mediaType = "image/svg+xml", schema = @Schema(type = "string"))
      })
  @GetMapping(
      path = "/trace",
      produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv", "image/svg+xml"})
  ResponseEntity<TraceAnswer> trace(@PathVariable UUID id) {
    Generation generation = generations.find(id);
    return ResponseEntity.ok()
        .varyBy(HttpHeaders.ACCEPT)
        .body(TraceAnswer.of(generation, generations.trace(id)));
  }
}
