package dev.rollover.model.pipeline;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.ImageSizes;
import dev.rollover.model.Network;
import dev.rollover.model.PromptReading;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.util.List;

/**
 * A folder of one family that was looked through, and what is that family's own. Nothing of it is
 * loaded, and it is asked by several threads.
 *
 * @param <K> a prompt as the text encoders read it
 * @param <T> a prompt as the transformer reads it, on the host so that nothing has to be given back
 */
public interface Pipeline<K, T> {

  /** All networks, with their weights found. */
  PipelineNetworks networks();

  /** The sizes of latents and images. */
  AutoencoderConfig autoencoder();

  /**
   * Which sides images may have.
   *
   * @param largest that the configuration allows; what it was trained on is allowed anyway
   */
  default ImageSizes sizes(int largest) {
    int usual = autoencoder().sampleSize();
    return new ImageSizes(usual, autoencoder().sizeMultiple(), Math.max(usual, largest));
  }

  /** How it reads prompts. */
  PromptReading reading();

  /** Opens the tokenizers. */
  PromptTokenizer<K> tokenizer() throws IOException;

  /**
   * Encodes prompts together.
   *
   * @param encoders in the order of {@link PipelineNetworks#encoders()}
   * @return one a prompt, in their order
   */
  List<T> encode(Scope scope, List<Network> encoders, List<K> prompts);

  /** Bytes that an encoded prompt takes on the host. */
  long bytes(T text);

  /**
   * What the transformer's program reads of a batch, in its order.
   *
   * @param batch whose latents and times go in as they are, so that gradients can flow to them; it
   *     answers velocities of the linear interpolant, from images to noise, {@code [batch, tokens,
   *     channels]}
   */
  Tensor[] inputs(Scope scope, VelocityBatch<T> batch);

  /**
   * The factor by which the model's own sampler shifts its times.
   *
   * @see dev.rollover.model.FlowModel#timeShift
   */
  double timeShift(int imageTokens, int steps);

  /** What calls take of memory. */
  CallMemory memory();
}
