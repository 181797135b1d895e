package dev.rollover.generation;

/** A PNG file as it was stored, its provenance in text chunks. */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared.
public record ImageFile(GenerationImage image, byte[] png) {}
