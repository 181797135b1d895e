package dev.rollover.run;

import dev.rollover.generation.Generation;
import dev.rollover.generation.Outcome;
import dev.rollover.search.Ending;
import dev.rollover.search.SearchState;
import dev.rollover.store.CheckpointStore;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Where the searches of generations stood when these ended, for others to go on from. */
@Component
public class StoppedSearches {

  private final CheckpointStore store;
  private final Checkpoints checkpoints;

  StoppedSearches(CheckpointStore store, Checkpoints checkpoints) {
    this.store = store;
    this.checkpoints = checkpoints;
  }

  /**
   * Where a search stood.
   *
   * @param state as it is stored
   * @param outcome what it had come to, without images
   * @param left NFE of its limit that it had still a use for; 0 when it was through
   */
  @SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared.
  public record Standing(byte[] state, Outcome outcome, long left) {}

  /** None where it is not kept any more, or another version wrote it as this cannot read it. */
  public Optional<Standing> find(Generation ended) {
    return store.find(ended.id()).flatMap(state -> standing(ended, state));
  }

  private Optional<Standing> standing(Generation ended, byte[] encoded) {
    try {
      SearchState state = checkpoints.decode(encoded);
      boolean wasThrough = state.isOver() && state.ending() == Ending.COMPLETED;
      return Optional.of(
          new Standing(
              encoded,
              new SearchOutcome(ended.request(), state).soFar(),
              wasThrough || state.budget().affordable() == 0 ? 0 : state.budget().unspent()));
    } catch (JacksonException unreadable) {
      return Optional.empty();
    }
  }
}
