package dev.rollover.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Decodes large images in tiles, for less memory, as diffusers' {@code AutoencoderKL.tiled_decode}
 * does: each tile overlaps the one before by a quarter, and goes over from it in a straight line.
 * Since a decoder attends to all of what it sees, and takes norms of it, the image differs a little
 * from that of the whole: colours may change slowly from tile to tile.
 *
 * @param side of a tile, in positions of the latent image: a multiple of 4
 * @param scale pixels along a side of such a position
 */
public record DecoderTiles(int side, int scale) {

  private static final int OVERLAPS = 4;
  private static final int COLOURS = 3;

  /** Decodes one tile, {@code [channels, height, width]}, to {@code [3, height, width]} pixels. */
  public interface Decoder {
    float[] decode(float[] latents, int height, int width);
  }

  public DecoderTiles {
    if (side < OVERLAPS || side % OVERLAPS != 0) {
      throw new IllegalArgumentException("a tile's side is a multiple of 4, not " + side);
    }
  }

  /**
   * Tiles of about so many pixels along a side, or as few as can be.
   *
   * @param pixels along a side
   */
  public static DecoderTiles of(int pixels, int scale) {
    int side = pixels / scale / OVERLAPS * OVERLAPS;
    return new DecoderTiles(Math.max(side, OVERLAPS), scale);
  }

  /** Whether an image of so many positions is larger than a tile. */
  public boolean divide(int height, int width) {
    return height > side || width > side;
  }

  /**
   * Decodes an image tile by tile.
   *
   * @param latents {@code [channels, height, width]}
   * @return {@code [3, height, width]} in pixels
   */
  public float[] decode(float[] latents, int height, int width, Decoder decoder) {
    Planes whole = new Planes(latents, height, width);
    Planes image = Planes.empty(COLOURS, scale * height, scale * width);
    List<Planes> above = List.of();
    for (int top = 0; top < height; top += stride()) {
      List<Planes> row = new ArrayList<>();
      for (int left = 0; left < width; left += stride()) {
        Planes tile = decoded(whole, top, left, decoder);
        if (!above.isEmpty()) {
          tile.goOverFromAbove(above.get(row.size()), scale * side / OVERLAPS);
        }
        if (!row.isEmpty()) {
          tile.goOverFromLeft(row.getLast(), scale * side / OVERLAPS);
        }
        image.put(tile, scale * top, scale * left);
        row.add(tile);
      }
      above = row;
    }
    return image.values();
  }

  private int stride() {
    return side - side / OVERLAPS;
  }

  private Planes decoded(Planes whole, int top, int left, Decoder decoder) {
    int height = Math.min(side, whole.height() - top);
    int width = Math.min(side, whole.width() - left);
    float[] pixels = decoder.decode(whole.part(top, left, height, width).values(), height, width);
    return new Planes(pixels, scale * height, scale * width);
  }

  /** Numbers in planes of rows. */
  @SuppressWarnings("ArrayRecordComponent") // Worked on in place, never compared.
  private record Planes(float[] values, int height, int width) {

    static Planes empty(int planes, int height, int width) {
      return new Planes(new float[planes * height * width], height, width);
    }

    private int planes() {
      return values.length / (height * width);
    }

    private int at(int plane, int y, int x) {
      return (plane * height + y) * width + x;
    }

    Planes part(int top, int left, int partHeight, int partWidth) {
      Planes part = empty(planes(), partHeight, partWidth);
      for (int plane = 0; plane < planes(); plane++) {
        for (int y = 0; y < partHeight; y++) {
          System.arraycopy(
              values, at(plane, top + y, left), part.values, part.at(plane, y, 0), partWidth);
        }
      }
      return part;
    }

    /** Puts all of a tile there; the next ones are put over its end. */
    void put(Planes tile, int top, int left) {
      for (int plane = 0; plane < planes(); plane++) {
        for (int y = 0; y < tile.height; y++) {
          System.arraycopy(
              tile.values, tile.at(plane, y, 0), values, at(plane, top + y, left), tile.width);
        }
      }
    }

    void goOverFromAbove(Planes above, int most) {
      int rows = Math.min(most, Math.min(height, above.height));
      for (int plane = 0; plane < planes(); plane++) {
        for (int y = 0; y < rows; y++) {
          for (int x = 0; x < width; x++) {
            mix(
                at(plane, y, x),
                above.values[above.at(plane, above.height - rows + y, x)],
                y,
                rows);
          }
        }
      }
    }

    void goOverFromLeft(Planes left, int most) {
      int columns = Math.min(most, Math.min(width, left.width));
      for (int plane = 0; plane < planes(); plane++) {
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < columns; x++) {
            float other = left.values[left.at(plane, y, left.width - columns + x)];
            mix(at(plane, y, x), other, x, columns);
          }
        }
      }
    }

    private void mix(int index, float other, int step, int steps) {
      float share = (float) step / steps;
      values[index] = other * (1 - share) + values[index] * share;
    }
  }
}
