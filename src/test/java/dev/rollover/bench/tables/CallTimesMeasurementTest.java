package dev.rollover.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.FlowModel;
import dev.rollover.model.LatentShape;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.Score;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallTimesMeasurementTest {

  private final AtomicLong nanos = new AtomicLong();
  private int disturbance = 64;

  @Test
  void each_operation_takes_its_shortest_time_with_so_many_rows() {
    CallTimes times =
        new CallTimesMeasurement(new SlowModel(), this::score, List.of(1, 4), 3, nanos::get)
            .measure();

    assertThat(times)
        .isEqualTo(
            new CallTimes(
                Map.of(
                    "velocity", Samples.byRows(1, 2.0, 4, 5.0),
                    "decode", Samples.byRows(1, 3.0, 4, 12.0),
                    "reward", Samples.byRows(1, .25, 4, 1.0))));
  }

  private List<Score> score(List<RgbImage> images) {
    pass(.25 * images.size());
    return images.stream().map(image -> new Score(0, Map.of())).toList();
  }

  /** What the machine does beside it is less and less. */
  private void pass(double seconds) {
    nanos.addAndGet((long) (1e9 * seconds) + disturbance);
    disturbance /= 2;
  }

  /** Takes a second a call and one a row for velocities, and three a row for images. */
  private final class SlowModel implements FlowModel {

    @Override
    public LatentShape latentShape() {
      return new LatentShape(1, 1, 1);
    }

    @Override
    public double timeShift(int steps) {
      return 1;
    }

    @Override
    public List<float[]> velocity(List<float[]> latents, double[] times) {
      assertThat(times).hasSameSizeAs(latents);
      pass(1.0 + latents.size());
      return latents.stream().map(latent -> new float[1]).toList();
    }

    @Override
    public List<RgbImage> decode(List<float[]> latents) {
      pass(3.0 * latents.size());
      return latents.stream().map(latent -> new RgbImage(1, 1, new byte[3])).toList();
    }

    @Override
    public void close() {}
  }
}
