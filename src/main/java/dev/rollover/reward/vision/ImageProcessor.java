package dev.rollover.reward.vision;

import dev.rollover.model.ConfigFile;
import dev.rollover.model.RgbImage;
import dev.rollover.tensor.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes of an image what a network looks at, as the image processors of transformers do it with
 * Pillow: resized, its centre cut out, each channel rescaled and normalised.
 */
public final class ImageProcessor {

  private static final String CONFIG = "preprocessor_config.json";
  private static final String SIZE = "size";
  private static final String CROP_SIZE = "crop_size";

  private final Sizing sizing;
  private final Filter filter;
  private final int side;
  private final Normalisation normalisation;

  /** What becomes of each value of each colour. */
  private final float[][] values;

  private ImageProcessor(Sizing sizing, Filter filter, int side, Normalisation normalisation) {
    this.sizing = sizing;
    this.filter = filter;
    this.side = side;
    this.normalisation = normalisation;
    this.values = normalisation.table();
  }

  /**
   * What a family's processor does where its file does not say.
   *
   * @param side of the images, in pixels
   * @param crops whether the shorter edge is brought to the side and the centre cut out; the whole
   *     image is squeezed to a square otherwise
   */
  public record Usual(int side, boolean crops, List<Double> mean, List<Double> deviation) {

    /** Of {@code CLIPImageProcessor}. */
    public static final Usual CLIP =
        new Usual(
            224,
            true,
            List.of(0.48145466, 0.4578275, 0.40821073),
            List.of(0.26862954, 0.26130258, 0.27577711));

    /** Of {@code SiglipImageProcessor}. */
    public static final Usual SIGLIP =
        new Usual(224, false, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));

    /** Of {@code BlipImageProcessor}. */
    public static final Usual BLIP = new Usual(384, false, CLIP.mean(), CLIP.deviation());

    /** Of {@code Owlv2ImageProcessor}. */
    static final Usual OWLV2 = new Usual(960, false, CLIP.mean(), CLIP.deviation());
  }

  /**
   * Reads {@code preprocessor_config.json}.
   *
   * @param side of the images that the network takes
   * @throws dev.rollover.model.ModelFormatException if it leads to others, or says what cannot be
   *     done here
   */
  public static ImageProcessor read(Path folder, int side, Usual usual) throws IOException {
    ConfigFile file = file(folder);
    boolean crops = file.flag("do_center_crop", usual.crops());
    Sizing sizing = Sizing.read(file, SIZE, usual.side(), !usual.crops());
    if (!file.flag("do_resize", true)) {
      sizing = Sizing.KEPT;
    }
    if (crops) {
      requireSide(file, CROP_SIZE, Sizing.read(file, CROP_SIZE, usual.side(), true), side);
    } else {
      requireSide(file, SIZE, sizing, side);
    }
    return new ImageProcessor(sizing, filter(file), side, Normalisation.read(file, usual));
  }

  /** A family's processor as it is where no file says anything. */
  public static ImageProcessor usual(Usual usual) {
    Sizing sizing =
        usual.crops()
            ? new Sizing(null, null, usual.side())
            : new Sizing(usual.side(), usual.side(), null);
    return new ImageProcessor(sizing, Filter.BICUBIC, usual.side(), Normalisation.usual(usual));
  }

  /** Newer releases of transformers write it into the file of the whole processor. */
  static ConfigFile file(Path folder) throws IOException {
    Path whole = folder.resolve("processor_config.json");
    return Files.exists(folder.resolve(CONFIG)) || !Files.exists(whole)
        ? ConfigFile.read(folder.resolve(CONFIG))
        : ConfigFile.read(whole).object("image_processor");
  }

  static void requireSide(ConfigFile file, String field, Sizing sizing, int side) {
    if (!sizing.isSquareOf(side)) {
      throw file.wrong(
          field, "leads to %d by %d pixels, as the network takes them".formatted(side, side));
    }
  }

  private static Filter filter(ConfigFile file) {
    int number = file.integer("resample", 3, 0);
    return Filter.numbered(number)
        .orElseThrow(
            () ->
                file.wrong(
                    "resample", "is 1 (Lanczos), 2 (bilinear) or 3 (bicubic), not " + number));
  }

  /** Along a side of what {@link #process} answers, in pixels. */
  public int side() {
    return side;
  }

  Normalisation normalisation() {
    return normalisation;
  }

  /** The same for gradients, on a device. */
  public RecordedProcessor recorded(Device device) {
    return new RecordedProcessor(this, device);
  }

  /** The weight of each of an image's columns in each column of what the network looks at. */
  double[][] columns(int width, int height) {
    return cut(width, sizing.width(width, height));
  }

  /** The same of its rows. */
  double[][] rows(int width, int height) {
    return cut(height, sizing.height(width, height));
  }

  /** The middle of a resized row or column; none of the image where it is beside it. */
  private double[][] cut(int from, int resized) {
    double[][] all = from == resized ? identity(from) : Taps.of(from, resized, filter).matrix(from);
    int first = Math.floorDiv(resized - side, 2);
    double[][] middle = new double[side][from];
    for (int at = Math.max(0, -first); at < Math.min(side, resized - first); at++) {
      middle[at] = all[first + at];
    }
    return middle;
  }

  private static double[][] identity(int size) {
    double[][] identity = new double[size][size];
    for (int at = 0; at < size; at++) {
      identity[at][at] = 1;
    }
    return identity;
  }

  /** An image as {@code [3, side, side]}. */
  public float[] process(RgbImage image) {
    RgbImage resized =
        Resize.to(
            sizing.width(image.width(), image.height()),
            sizing.height(image.width(), image.height()),
            image,
            filter);
    int left = Math.floorDiv(resized.width() - side, 2);
    int top = Math.floorDiv(resized.height() - side, 2);
    float[] planes = new float[3 * side * side];
    for (int y = 0, at = 0; y < side; y++) {
      for (int x = 0; x < side; x++, at++) {
        put(resized, left + x, top + y, planes, at);
      }
    }
    return planes;
  }

  /** A pixel beside the image is black. */
  private void put(RgbImage image, int x, int y, float[] planes, int at) {
    boolean isInside = x >= 0 && x < image.width() && y >= 0 && y < image.height();
    int from = 3 * (y * image.width() + x);
    for (int colour = 0; colour < 3; colour++) {
      int value = isInside ? image.rgb()[from + colour] & 0xff : 0;
      planes[colour * side * side + at] = values[colour][value];
    }
  }
}
