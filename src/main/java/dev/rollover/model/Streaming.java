package dev.rollover.model;

/** Whether weights rest on the host and come to their device at each use. */
public enum Streaming {
  /** As many as would not fit otherwise. */
  AUTO,
  /** Those of all blocks of transformer and encoders. */
  ON,
  OFF
}
