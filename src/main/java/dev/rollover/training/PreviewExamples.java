package dev.rollover.training;

import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneSampler;
import dev.rollover.shapes.TrainingCaptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a preview decoder learns from: latents of the flow with the images that the full decoder
 * makes of them. Of each chunk's latents most are look-aheads, the rest are those of rendered
 * scenes.
 */
final class PreviewExamples {

  /** Rendered scenes to one path of look-aheads. */
  private static final int SCENES_PER_PATH = 2;

  private final LookAheads lookAheads;
  private final LatentEncoder encoder;
  private final LatentDecoder decoder;
  private final LatentScale scale;

  /**
   * One example.
   *
   * @param latent packed, shifted and scaled
   * @param rgb the full decoder's image, row-major {@code [height, width, 3]}
   */
  @SuppressWarnings("ArrayRecordComponent") // Examples are handed on, never compared.
  record Pair(float[] latent, byte[] rgb) {}

  /**
   * How many examples to make, and where their latents are kept for a run that goes on.
   *
   * @param paths of look-aheads in a chunk, which is drawn whole or not at all
   * @param folder has what was drawn, a file a chunk
   */
  record Chunks(int count, int paths, Path folder) {}

  PreviewExamples(
      LookAheads lookAheads, LatentEncoder encoder, LatentDecoder decoder, LatentScale scale) {
    this.lookAheads = lookAheads;
    this.encoder = encoder;
    this.decoder = decoder;
    this.scale = scale;
  }

  List<Pair> draw(Chunks chunks, long seed, Progress progress) throws IOException {
    Files.createDirectories(chunks.folder());
    List<Pair> pairs = new ArrayList<>();
    for (int chunk = 0; chunk < chunks.count(); chunk++) {
      Path file = chunks.folder().resolve("%03d.safetensors".formatted(chunk));
      if (!Files.exists(file)) {
        LatentFile.write(file, latents(Seeds.of(seed, chunk), chunks.paths()));
      }
      pairs.addAll(decoded(LatentFile.read(file)));
      progress.report(chunk + 1, chunks.count(), 0);
    }
    return pairs;
  }

  private List<float[]> latents(SplittableRandom random, int paths) {
    List<float[]> latents = new ArrayList<>(lookAheads.draw(random, paths));
    TrainingCaptions captions = new TrainingCaptions(random);
    SceneSampler sampler = new SceneSampler(random);
    List<Scene> scenes =
        Stream.generate(() -> sampler.draw(captions.next()))
            .limit((long) SCENES_PER_PATH * paths)
            .toList();
    encoder.encode(scenes).forEach(latent -> latents.add(scale.normalise(latent)));
    return latents;
  }

  private List<Pair> decoded(List<float[]> latents) {
    List<byte[]> images = decoder.rgb(latents.stream().map(scale::restore).toList());
    return IntStream.range(0, images.size())
        .mapToObj(row -> new Pair(latents.get(row), images.get(row)))
        .toList();
  }
}
