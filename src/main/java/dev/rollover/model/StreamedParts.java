package dev.rollover.model;

/**
 * How much of a model comes to its devices at each use.
 *
 * @param encoders whether all blocks of the text encoders do
 * @param transformerBlocks how many of the transformer's last blocks do; all where there are fewer
 */
public record StreamedParts(boolean encoders, int transformerBlocks) {

  /** Nothing of it. */
  public static final StreamedParts NONE = new StreamedParts(false, 0);

  /** As much as can be. */
  public static final StreamedParts ALL = new StreamedParts(true, Integer.MAX_VALUE);

  /** As the configuration has it, before it is known what fits. */
  static StreamedParts said(Streaming streaming) {
    return streaming == Streaming.ON ? ALL : NONE;
  }

  /** The same with the encoders. */
  StreamedParts withEncoders() {
    return new StreamedParts(true, transformerBlocks);
  }

  /** The same with so many of the transformer's blocks. */
  StreamedParts withBlocks(int blocks) {
    return new StreamedParts(encoders, blocks);
  }
}
