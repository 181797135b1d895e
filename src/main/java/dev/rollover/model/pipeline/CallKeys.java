package dev.rollover.model.pipeline;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.LatentPacking;
import dev.rollover.tensor.BatchKey;

/** The keys of one model's calls, by which rows of several callers share a batch. */
final class CallKeys {

  static final String ENCODE = "encode";
  static final String VELOCITY = "velocity";
  static final String GRADIENT = "gradient";
  static final String DECODE = "decode";
  static final String PREVIEW = "preview";

  private final AutoencoderConfig autoencoder;

  CallKeys(AutoencoderConfig autoencoder) {
    this.autoencoder = autoencoder;
  }

  /** Of texts of one length. */
  BatchKey texts(int length) {
    return new BatchKey(this, ENCODE, length);
  }

  /** Of rows that go through the transformer. */
  BatchKey rows(String operation, VelocityShape shape) {
    return new BatchKey(this, operation, shape, autoencoder.pixels(shape.packing()));
  }

  /** Of latents that become images. */
  BatchKey images(String operation, LatentPacking packing) {
    return new BatchKey(this, operation, packing, autoencoder.pixels(packing));
  }
}
