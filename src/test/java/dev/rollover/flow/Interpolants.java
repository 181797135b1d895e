package dev.rollover.flow;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Every path there is, and times to look at them. */
final class Interpolants {

  private Interpolants() {}

  static Stream<Interpolant> all() {
    return Stream.of(
        new Linear(),
        new VariancePreserving(),
        new Cosine(),
        new Polynomial(2),
        new Polynomial(3),
        new LinearVariancePreserving());
  }

  /** Every path without noise and with some. */
  static Stream<Arguments> withoutAndWith(Diffusion diffusion) {
    return all()
        .flatMap(
            path -> Stream.of(Arguments.of(path, Diffusion.NONE), Arguments.of(path, diffusion)));
  }

  static DoubleStream innerTimes() {
    return IntStream.range(1, 50).mapToDouble(i -> i / 50.0);
  }
}
