package dev.rollover.training;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The two ways from the flow's latents to images.
 *
 * @param decoder the full one
 * @param preview the cheap one
 * @param scale of the flow's latents
 */
record VqaDecoders(LatentDecoder decoder, LatentDecoder preview, LatentScale scale) {

  /** The full decoder's images. */
  List<byte[]> full(List<float[]> latents) {
    return decoder.rgb(latents.stream().map(scale::restore).toList());
  }

  /** The preview decoder's images. */
  List<byte[]> previews(List<float[]> latents) {
    return preview.rgb(latents);
  }

  /** Of every second latent the full decoder's image, of the others the preview decoder's. */
  List<byte[]> either(List<float[]> latents) {
    return alternating(full(everySecond(latents, 0)), latents);
  }

  /** The same where the full decoder's images of all of them are there. */
  List<byte[]> either(List<float[]> latents, List<byte[]> full) {
    return alternating(everySecond(full, 0), latents);
  }

  private List<byte[]> alternating(List<byte[]> full, List<float[]> latents) {
    List<byte[]> previews = previews(everySecond(latents, 1));
    return IntStream.range(0, latents.size())
        .mapToObj(row -> (row % 2 == 0 ? full : previews).get(row / 2))
        .toList();
  }

  private static <T> List<T> everySecond(List<T> all, int from) {
    return IntStream.range(0, all.size())
        .filter(row -> row % 2 == from)
        .mapToObj(all::get)
        .toList();
  }
}
