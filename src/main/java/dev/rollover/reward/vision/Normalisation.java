package dev.rollover.reward.vision;

import dev.rollover.model.ConfigFile;
import dev.rollover.reward.vision.ImageProcessor.Usual;
import java.util.List;

/**
 * How each channel is rescaled and normalised, in the arithmetic of transformers, so that all bits
 * agree.
 *
 * @param factor of the bytes
 * @param mean by colour, which becomes 0
 * @param deviation by colour, which becomes 1
 */
record Normalisation(double factor, List<Double> mean, List<Double> deviation) {

  private static final double BYTE = 1 / 255.0;

  /** Reads the fields of {@code preprocessor_config.json}. */
  static Normalisation read(ConfigFile file, Usual usual) {
    List<Double> mean = file.numbers("image_mean", usual.mean());
    List<Double> deviation = file.numbers("image_std", usual.deviation());
    if (deviation.contains(0.0)) {
      throw file.wrong("image_std", "is a list of numbers other than 0");
    }
    boolean normalises = file.flag("do_normalize", true);
    return new Normalisation(
        file.flag("do_rescale", true) ? file.positive("rescale_factor", BYTE) : 1,
        normalises ? mean : List.of(0.0, 0.0, 0.0),
        normalises ? deviation : List.of(1.0, 1.0, 1.0));
  }

  /** That of a family where no file says anything. */
  static Normalisation usual(Usual usual) {
    return new Normalisation(BYTE, usual.mean(), usual.deviation());
  }

  float rescaled(int value) {
    return (float) (value * factor);
  }

  float normalised(float rescaled, int colour) {
    return (rescaled - mean.get(colour).floatValue()) / deviation.get(colour).floatValue();
  }

  /** By colour, what a byte's value is multiplied by. */
  float[] scale() {
    float[] scale = new float[3];
    for (int colour = 0; colour < 3; colour++) {
      scale[colour] = (float) (factor / deviation.get(colour));
    }
    return scale;
  }

  /** By colour, what is added to the product. */
  float[] offset() {
    float[] offset = new float[3];
    for (int colour = 0; colour < 3; colour++) {
      offset[colour] = (float) (-mean.get(colour) / deviation.get(colour));
    }
    return offset;
  }

  /** What becomes of each value of each colour. */
  float[][] table() {
    float[][] values = new float[3][256];
    for (int colour = 0; colour < 3; colour++) {
      for (int value = 0; value < 256; value++) {
        values[colour][value] = normalised(rescaled(value), colour);
      }
    }
    return values;
  }
}
