package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCardTest {

  @Test
  void has_a_row_for_everything_that_was_measured(@TempDir Path folder) throws IOException {
    new ModelCard(500, 0.998, List.of(0.398, 0.344, 0.3), 0.084, List.of(0.58, 0.74, 0.9))
        .write(folder);
    assertThat(folder.resolve("README.md"))
        .content()
        .startsWith("# shapes\n\nA small FLUX,")
        .endsWith(
            """
            Measured on 500 prompts that training never saw, with one ODE sample each:

            | what | measured |
            |---|---|
            | scenes that the parser reads alike before and after the autoencoder | 99.8 % |
            | plain counting prompts satisfied, 10 steps | 39.8 % |
            | plain counting prompts satisfied, 4 steps | 34.4 % |
            | plain counting prompts satisfied, 2 steps | 30.0 % |
            | hard prompts satisfied, 10 steps | 8.4 % |
            | rank correlation of the posterior mean's reward with the sample's, hard prompts, at time .99 | 0.58 |
            | the same at time .93 | 0.74 |
            | the same at time .71 | 0.90 |
            """);
  }
}
