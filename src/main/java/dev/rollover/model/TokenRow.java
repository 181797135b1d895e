package dev.rollover.model;

/**
 * A text's token ids, padded or cut to a length.
 *
 * @param tokens how many of the ids, from the start, are the text's
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record TokenRow(long[] ids, int tokens) {}
