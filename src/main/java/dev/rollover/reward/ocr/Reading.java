package dev.rollover.reward.ocr;

/**
 * A piece of text that was read in an image.
 *
 * @param place where it stands
 * @param text what it says; not empty
 * @param confidence of the network, 0 to 1
 */
record Reading(Quad place, String text, double confidence) {}
