package dev.rollover.training;

import dev.rollover.shapes.Caption;
import dev.rollover.shapes.Scene;
import org.jspecify.annotations.Nullable;

/**
 * An image of the bundled world, and what may be said of it.
 *
 * @param rgb row-major {@code [64, 64, 3]}
 * @param scene what it shows or, of a look-ahead, what the finished image shows
 * @param prompt what it was made for, if anything
 */
@SuppressWarnings("ArrayRecordComponent") // Examples are handed on, never compared.
record VqaPicture(byte[] rgb, Scene scene, @Nullable Caption prompt) {}
