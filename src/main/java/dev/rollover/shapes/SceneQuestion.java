package dev.rollover.shapes;

import org.jspecify.annotations.Nullable;

/**
 * Whether a scene is as a caption says.
 *
 * @param yes whether it is
 * @param slip what makes the caption wrong; null where it is right, or comes from elsewhere
 */
public record SceneQuestion(Caption caption, boolean yes, @Nullable Slip slip) {

  /** Of a caption that comes from elsewhere. */
  public static SceneQuestion of(Caption caption, Scene scene) {
    return new SceneQuestion(caption, caption.violation(scene) == 0, null);
  }
}
