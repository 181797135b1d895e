package dev.rollover.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a problem looks on the wire. For the API document alone: the answers are Spring's {@link
 * org.springframework.http.ProblemDetail}, which has no schema of its extensions.
 */
@Schema(
    name = "Problem",
    description = "What went wrong, as RFC 9457 says",
    example = Examples.PROBLEM)
record Problem(
    @Schema(description = "The status in words", example = "Bad Request") String title,
    @Schema(description = "The HTTP status", minimum = "400", maximum = "599", example = "400")
        int status,
    @Schema(description = "What went wrong this time", example = "One field is not valid.")
        @Nullable String detail,
    @Schema(
            description = "The path that was asked for",
            format = "uri-reference",
            example = "/v1/generations")
        @Nullable String instance,
    @Schema(description = "Every field at fault, where fields are") @Nullable List<Fault> errors) {

  static final String MEDIA_TYPE = "application/problem+json";

  /** One thing wrong with a request. */
  @Schema(name = "Fault", description = "One field at fault")
  record Fault(
      @Schema(
              description =
                  "Its path in the body, or the name of a parameter or header; empty for the whole"
                      + " body",
              example = "search.steps")
          String field,
      @Schema(description = "What it must be", example = "must be from 2 to 1000, not 0")
          String message) {}
}
