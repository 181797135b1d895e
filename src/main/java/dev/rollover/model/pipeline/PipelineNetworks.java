package dev.rollover.model.pipeline;

import dev.rollover.model.CheckedNetwork;
import dev.rollover.model.StreamedParts;
import dev.rollover.tensor.WeightChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The networks of a folder, whose weights are all there.
 *
 * @param encoders of texts
 * @param loras what is merged with the transformer's weights
 * @param preview a cheaper decoder, if there is one
 */
public record PipelineNetworks(
    List<CheckedNetwork> encoders,
    CheckedNetwork transformer,
    WeightChange loras,
    LatentDecoder decoder,
    @Nullable LatentDecoder preview) {

  public PipelineNetworks {
    encoders = List.copyOf(encoders);
  }

  /** The same networks, parts of which come to their devices at each use. */
  PipelineNetworks streaming(StreamedParts streamed) {
    return new PipelineNetworks(
        streamed.encoders()
            ? encoders.stream()
                .map(encoder -> encoder.streaming(encoder.blocks(), WeightChange.NONE))
                .toList()
            : encoders,
        transformer.streaming(streamed.transformerBlocks(), loras),
        loras,
        decoder,
        preview);
  }

  /**
   * From latents to pixels.
   *
   * @param statistics by which the flow's latents become what it reads
   */
  public record LatentDecoder(CheckedNetwork network, LatentStatistics statistics) {}
}
