package dev.rollover.shapes;

import java.util.List;

/**
 * Reads a picture back into the scene that it shows.
 *
 * <p>A pixel belongs to the colour towards which its neighbourhood departs from the background, if
 * the pixel itself departs at least half of the way; an object is a connected region of one colour;
 * its shape is the one that, sharp or blurred, covers most nearly the same pixels. Regions too
 * small to be an object are noise and left out; every other region is an object of its nearest
 * shape, however odd it looks, so that spoiled objects count.
 *
 * <p>Pictures of another size are averaged to the scene's {@link Scene#SIZE} pixels first.
 */
public final class SceneParser {

  private SceneParser() {}

  /**
   * The scene that a picture shows, its objects from top to bottom.
   *
   * @param rgb 8-bit sRGB, row-major {@code [height, width, 3]}
   */
  public static Scene parse(byte[] rgb, int width, int height) {
    if (width < 1 || height < 1 || rgb.length != 3 * width * height) {
      throw new IllegalArgumentException(
          "%d bytes are not an RGB picture of %d×%d".formatted(rgb.length, width, height));
    }
    Paint paint = Paint.of(SceneSize.fit(rgb, width, height));
    List<Region> regions = Region.findAll(paint);
    return new Scene(regions.stream().map(region -> ShapeFit.nearest(region, paint)).toList());
  }
}
