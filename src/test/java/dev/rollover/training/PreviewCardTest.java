package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewCardTest {

  @Test
  void has_a_row_for_each_time(@TempDir Path folder) throws IOException {
    new PreviewCard(
            200,
            List.of(
                new Evaluation.Agreement(0.912, 0.5),
                new Evaluation.Agreement(0.95, 0.755),
                new Evaluation.Agreement(0.96, 0.8),
                new Evaluation.Agreement(0.999, 1)))
        .write(folder);
    assertThat(folder.resolve("README.md"))
        .content()
        .startsWith("# Preview decoder of shapes\n")
        .contains("Measured on 200 hard prompts")
        .endsWith(
            """
            | time | rank correlation | the same objects |
            |---|---|---|
            | .99 | 0.91 | 50.0 % |
            | .93 | 0.95 | 75.5 % |
            | .86 | 0.96 | 80.0 % |
            | .71 | 1.00 | 100.0 % |
            """);
  }
}
