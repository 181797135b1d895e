package dev.rollover.model.pipeline;

/** What calls of a family's networks take beside the weights, where most is alive at once. */
public interface CallMemory {

  /**
   * Bytes that a call of the transformer takes for each token of text and image.
   *
   * @param computed bytes of a number in products
   */
  long transformerBytes(int computed);

  /**
   * Bytes that encoding takes.
   *
   * @param textTokens of a prompt
   * @param together tokens of all prompts that are encoded at once
   */
  long encoderBytes(int textTokens, long together);
}
