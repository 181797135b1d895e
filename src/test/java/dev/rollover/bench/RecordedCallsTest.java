package dev.rollover.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.FlowModel;
import dev.rollover.model.LatentShape;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordedCallsTest {

  private final List<String> made = new ArrayList<>();
  private final Reward constant =
      images -> {
        made.add("score " + images.size());
        return images.stream().map(image -> new Score(0, Map.of())).toList();
      };

  @Test
  void a_search_that_finds_nothing_better_spends_all_and_is_counted() {
    RecordedCalls calls = recorded();

    assertThat(calls.nfe()).isEqualTo(50);
    // Of two chains' 50 NFE, 6 finish the images, which are decoded and scored as well.
    assertThat(calls.decodes()).isEqualTo(46);
    assertThat(calls.rewardCalls()).isEqualTo(46);
  }

  @Test
  void the_same_calls_are_made_again() {
    RecordedCalls calls = recorded();
    List<String> search = List.copyOf(made);
    made.clear();

    calls.repeat();

    assertThat(made).isNotEmpty().isEqualTo(search);
  }

  private RecordedCalls recorded() {
    return RecordedCalls.of(new Workload(50, 1).plan(), new StillModel(), constant);
  }

  /** Moves nothing and shows a black dot. */
  private final class StillModel implements FlowModel {

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
      made.add("velocity " + latents.size());
      return latents.stream().map(latent -> new float[latent.length]).toList();
    }

    @Override
    public List<RgbImage> decode(List<float[]> latents) {
      made.add("decode " + latents.size());
      return latents.stream().map(latent -> new RgbImage(1, 1, new byte[3])).toList();
    }

    @Override
    public void close() {}
  }
}
