package dev.rollover.training;

/** A caption's token ids for CLIP and for T5, {@link TokenizerFiles#MAX_LENGTH} each. */
@SuppressWarnings("ArrayRecordComponent") // Ids are handed on, never compared.
record TokenizedCaption(long[] clip, long[] t5) {}
