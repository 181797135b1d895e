package dev.rollover.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rollover.generation.GenerationError;
import dev.rollover.generation.GenerationEvent;
import dev.rollover.generation.GenerationEvent.Done;
import dev.rollover.generation.GenerationEvent.Preview;
import dev.rollover.generation.GenerationEvent.Progress;
import dev.rollover.generation.GenerationEvent.StatusChanged;
import dev.rollover.generation.Names;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The data of a server-sent event. */
@Schema(description = "The data of a server-sent event, by the event's name")
sealed interface EventAnswer {

  static EventAnswer of(GenerationEvent event) {
    return switch (event) {
      case StatusChanged changed -> new StatusEvent(Names.of(changed.status()), changed.attempt());
      case Progress p ->
          new ProgressEvent(p.step(), p.nfe(), p.reward(), p.best(), p.accepted(), p.rolledOver());
      case Preview p -> new PreviewEvent(p.nfe(), p.reward(), p.width(), p.height(), p.png());
      case Done done -> DoneEvent.of(done);
    };
  }

  /** Data of {@code status}. */
  @Schema(description = "Data of the event `status`")
  record StatusEvent(
      @Schema(description = "Where the generation is in its life") @OneOf(Vocabulary.STATUS)
          String status,
      @Schema(description = "Which run this is, from 1; 0 while none has begun", minimum = "0")
          int attempt)
      implements EventAnswer {}

  /** Data of {@code progress}. */
  @Schema(description = "Data of the event `progress`: a round of the search ended")
  record ProgressEvent(
      @Schema(
              description = "Step of the search, from noise (0) to image",
              minimum = "0",
              example = "4")
          int step,
      @Schema(description = "Velocity evaluations used so far", minimum = "0", example = "137")
          long nfe,
      @Schema(description = "Reward of the round's candidate", example = "-2.0") double reward,
      @Schema(description = "Best reward so far", example = "-1.0") double best,
      @Schema(description = "Whether the chain moved on") boolean accepted,
      @Schema(
              description = "Quota that steps left unused and handed on",
              minimum = "0",
              example = "12")
          long rolledOver)
      implements EventAnswer {}

  /** Data of {@code preview}. */
  @Schema(description = "Data of the event `preview`: the best image so far")
  record PreviewEvent(
      @Schema(description = "Velocity evaluations used when it was found", minimum = "0") long nfe,
      @Schema(description = "Its reward") double reward,
      @Schema(description = "In pixels") int width,
      @Schema(description = "In pixels") int height,
      @Schema(description = "The PNG file in base64", format = "byte") String png)
      implements EventAnswer {}

  /** Data of {@code done}. */
  @Schema(description = "Data of the event `done`: nothing follows")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DoneEvent(
      @Schema(description = "How it ended") @OneOf(Vocabulary.FINAL_STATUS) String status,
      @Schema(description = "Velocity evaluations used", minimum = "0") long nfe,
      @Schema(description = "Best reward; absent when no image came out") @Nullable Double best,
      @Schema(
              description =
                  "What the judge says of the same image; absent when none was asked for, and when"
                      + " it did not tell")
          @Nullable Double judge,
      @Schema(description = "Why it failed; present when it did")
          GenerationAnswer.@Nullable Failure error)
      implements EventAnswer {

    static DoneEvent of(Done done) {
      GenerationError error = done.error();
      return new DoneEvent(
          Names.of(done.status()),
          done.nfe(),
          done.best(),
          done.judge(),
          error == null ? null : GenerationAnswer.Failure.of(error));
    }
  }
}
