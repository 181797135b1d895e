package dev.rollover.training;

import dev.rollover.shapes.Caption;
import dev.rollover.shapes.Scene;
import java.util.List;

/**
 * Images that training never saw, of prompts that it never saw.
 *
 * @param rendered scenes
 * @param reconstructed the same, through the autoencoder
 * @param sampled by the ODE, with what they show
 */
record FreshSet(
    List<VqaPicture> rendered,
    List<VqaPicture> reconstructed,
    List<VqaPicture> sampled,
    List<LookAhead> lookAheads) {

  /**
   * A posterior mean on the way.
   *
   * @param prompt its number; several paths share a prompt
   * @param full the full decoder's image
   * @param preview the preview decoder's image
   * @param finished what the finished image shows
   * @param sooner what it shows if the rest of the way is gone in fewer steps: where both are alike
   *     in what is asked, that is decided
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record LookAhead(
      double time,
      int prompt,
      Caption caption,
      byte[] full,
      byte[] preview,
      Scene finished,
      Scene sooner) {}
}
