package dev.rollover.model.lora;

/**
 * Rows of an update that go to one weight.
 *
 * @param weight its name
 * @param from the first of the rows in the update
 * @param to where it comes in the weight
 * @param rows how many
 */
record Segment(String weight, int from, int to, int rows) {}
