package dev.rollover.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.plot.Series.Point;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeanCurveTest {

  private final CellResult result =
      Samples.result(
          100,
          Samples.run(100, Samples.lookAhead(10, -9), Samples.finished(40, 4)),
          Samples.run(100, Samples.finished(20, 2), Samples.finished(80, 0)));

  @Test
  void begins_where_every_run_has_a_value_and_ends_at_the_last_rise() {
    List<Point> finished = curve(CurvePoint::finished);

    assertThat(finished.getFirst()).isEqualTo(new Point(40, -3));
    assertThat(finished.getLast()).isEqualTo(new Point(80, -2));
    assertThat(finished).extracting(Point::y).containsOnly(-3.0, -2.0);
  }

  @Test
  void looks_ahead_come_earlier() {
    List<Point> scored = curve(CurvePoint::scored);

    assertThat(scored.getFirst()).isEqualTo(new Point(20, (-9 - 2) / 2.0));
    assertThat(scored.getLast().y()).isCloseTo(-2, within(1e-12));
  }

  @Test
  void a_run_without_any_value_leaves_no_curve() {
    CellResult unfinished = Samples.result(100, Samples.run(100, Samples.lookAhead(10, -1)));

    assertThat(new MeanCurve(unfinished, CurvePoint::nfe, CurvePoint::finished).points()).isEmpty();
  }

  private List<Point> curve(Function<CurvePoint, @Nullable Double> record) {
    return new MeanCurve(result, CurvePoint::nfe, record).points();
  }
}
