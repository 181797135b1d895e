package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.shapes.PromptSet;
import dev.rollover.tensor.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What holds of every model's measurements, however well it draws. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvaluationTest {

  private final Device device = Device.cpu();
  private Evaluation evaluation;

  @BeforeAll
  void open() throws IOException {
    evaluation = Evaluation.of(Path.of("src/main/resources/models/shapes"), device);
  }

  @AfterAll
  void close() {
    evaluation.close();
    device.close();
  }

  @Test
  void the_last_posterior_mean_foretells_the_sample_exactly() {
    List<Double> foresight = evaluation.foresight(PromptSet.HARD, 12, List.of(1.0, 0.5));
    assertThat(foresight).hasSize(2);
    assertThat(foresight.getLast()).isCloseTo(1, within(1e-12));
  }

  @Test
  void previews_rank_the_bundled_models_samples_nearly_as_its_images_do() {
    List<Evaluation.Agreement> agreement =
        evaluation.agreement(PromptSet.HARD, 24, List.of(0.9, 0.5));
    assertThat(agreement).hasSize(2);
    assertThat(agreement.getLast().rankCorrelation()).isBetween(0.8, 1.0);
    assertThat(agreement.getLast().alike()).isBetween(0.5, 1.0);
  }

  @Test
  void measures_the_same_share_of_the_prompts_each_time() {
    double share = evaluation.exact(PromptSet.PLAIN, 8, 2);
    assertThat(share * 8).isBetween(0.0, 8.0).isEqualTo(Math.rint(share * 8));
    assertThat(evaluation.exact(PromptSet.PLAIN, 8, 2)).isEqualTo(share);
  }
}
