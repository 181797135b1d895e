package dev.rollover.training;

/**
 * Images with questions about each, laid out for the device.
 *
 * @param images how many there are
 * @param rgb {@code [images, 64, 64, 3]}
 * @param questions {@code [images, questions, phrases, words]}, as ids
 * @param answers {@code [images, questions]}, 1 for yes and 0 for no
 * @param cells {@code [images, tokens]}: what lies in each square
 */
@SuppressWarnings("ArrayRecordComponent") // Batches are handed on, never compared.
record VqaBatch(int images, byte[] rgb, long[] questions, float[] answers, long[] cells) {}
