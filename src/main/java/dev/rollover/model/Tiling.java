package dev.rollover.model;

/** Whether images larger than a model was trained on are decoded in tiles of that size. */
public enum Tiling {
  /** If they would not fit otherwise. */
  AUTO,
  ON,
  OFF
}
