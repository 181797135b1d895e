package dev.rollover.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of generations as a client sees it. */
@Schema(name = "GenerationPage", description = "A page of generations, the newest first")
@JsonInclude(JsonInclude.Include.NON_NULL)
record GenerationPageAnswer(
    @Schema(description = "The generations of this page") List<GenerationAnswer> generations,
    @Schema(description = "Asks for the page after; absent on the last")
        @Nullable String nextCursor) {}
