package dev.rollover.reward.clip;

import dev.rollover.model.ModelFormatException;
import dev.rollover.model.WeightFiles;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;

/** What a model itself makes of a cosine: scale · cosine + bias. */
record Logit(double scale, double bias) {

  private static final String SCALE = "logit_scale";

  /** Reads the two of a folder; the weights hold the scale's logarithm. */
  static Logit read(Path folder, Family family) throws IOException {
    double logarithm = WeightFiles.number(folder, SCALE);
    double scale = Math.exp(logarithm);
    if (!Double.isFinite(scale)) {
      throw new ModelFormatException(
          folder, SCALE, "is a number whose power of e is finite, not " + logarithm);
    }
    return new Logit(scale, family == Family.SIGLIP ? WeightFiles.number(folder, "logit_bias") : 0);
  }

  double of(double cosine) {
    return scale * cosine + bias;
  }

  /** The same of many, as one that gradients go through. */
  Tensor of(Scope scope, Tensor cosines) {
    return cosines.times(scope.scalar((float) scale)).plus(scope.scalar((float) bias));
  }
}
