package dev.rollover.model.flux;

/**
 * A prompt as the two text encoders read it: rows of ids, padded.
 *
 * @param clip the first tokenizer's
 * @param t5 the second tokenizer's
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record PromptTokens(long[] clip, long[] t5) {}
