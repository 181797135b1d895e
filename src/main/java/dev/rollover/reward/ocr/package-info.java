/**
 * What is written in images: text is found, cut out and read by PP-OCR's networks, in ONNX Runtime.
 * No other room needs that there is one.
 */
@NullMarked
package dev.rollover.reward.ocr;

import org.jspecify.annotations.NullMarked;
