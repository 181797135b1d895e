package dev.rollover.search;

/** Whether looks ahead are decoded cheaply. */
public enum Preview {
  /** Where the model has a decoder for it, and looks ahead are no answers. */
  AUTO,
  /** Never. */
  OFF
}
