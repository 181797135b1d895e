package dev.rollover.shapes;

/** The colours an object can have. */
public enum Colour {
  RED("red", 0xDC2828),
  GREEN("green", 0x28A03C),
  BLUE("blue", 0x2850DC),
  YELLOW("yellow", 0xF0C81E),
  PURPLE("purple", 0x8C32B4),
  ORANGE("orange", 0xF58214);

  private final String word;
  private final int rgb;

  Colour(String word, int rgb) {
    this.word = word;
    this.rgb = rgb;
  }

  /** The colour's name in captions. */
  public String word() {
    return word;
  }

  /** The colour's value in one of the channels red (0), green (1) and blue (2), in 0..255. */
  int channel(int index) {
    return rgb >> (16 - 8 * index) & 0xff;
  }
}
