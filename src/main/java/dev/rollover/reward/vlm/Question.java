package dev.rollover.reward.vlm;

/**
 * A question about images.
 *
 * @param text with {@value #PROMPT} in the prompt's place
 */
record Question(String text) {

  /** The paper's. */
  static final String USUAL = "Does this figure show \"{prompt}\"? Please answer yes or no.";

  /** Characters of its text. */
  static final int LONGEST = 4000;

  private static final String PROMPT = "{prompt}";

  /** The question as it is asked of a prompt's images. */
  String of(String prompt) {
    return text.replace(PROMPT, prompt);
  }
}
