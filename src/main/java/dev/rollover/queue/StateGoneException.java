package dev.rollover.queue;

import java.util.UUID;

/** A generation that cannot be continued any more, since nobody knows where its search stood. */
public class StateGoneException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Of a generation.
   *
   * @param id its
   */
  public StateGoneException(UUID id) {
    super(
        "where the search of generation %s stood is not kept any more; post its request again"
            .formatted(id));
  }
}
