package dev.rollover.generation;

import org.jspecify.annotations.Nullable;

/** What happens in a generation's life, as its watchers see it. */
public sealed interface GenerationEvent {

  /** The name that the event goes by on the wire. */
  String name();

  /**
   * The status changed.
   *
   * @param attempt which run this is, from 1; 0 while none has begun
   */
  record StatusChanged(GenerationStatus status, int attempt) implements GenerationEvent {
    @Override
    public String name() {
      return "status";
    }
  }

  /**
   * A round of the search ended.
   *
   * @param step of the search that was scored, from noise (0) to image
   * @param nfe used so far
   * @param reward of the round's candidate
   * @param best reward so far
   * @param accepted whether the chain moved on
   * @param rolledOver quota handed on so far
   */
  record Progress(int step, long nfe, double reward, double best, boolean accepted, long rolledOver)
      implements GenerationEvent {
    @Override
    public String name() {
      return "progress";
    }
  }

  /**
   * The best image so far, small.
   *
   * @param nfe used when it was found
   * @param reward of it
   * @param png the file, in base64
   */
  record Preview(long nfe, double reward, int width, int height, String png)
      implements GenerationEvent {
    @Override
    public String name() {
      return "preview";
    }
  }

  /**
   * Nothing follows.
   *
   * @param best reward; absent when no image came out
   * @param judge what the judge says of the same image; absent where there is none or it did not
   *     tell
   * @param error why it failed; absent when it did not
   */
  record Done(
      GenerationStatus status,
      long nfe,
      @Nullable Double best,
      @Nullable Double judge,
      @Nullable GenerationError error)
      implements GenerationEvent {
    @Override
    public String name() {
      return "done";
    }
  }
}
