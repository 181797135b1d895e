package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

@NullMarked
class ModelFormatAnalyzerTest {

  @Test
  void a_start_that_failed_by_a_folder_names_file_and_field() {
    ModelFormatException wrong =
        new ModelFormatException(Path.of("config.json"), "hidden_act", "is one of gelu");
    FailureAnalysis analysis =
        new ModelFormatAnalyzer()
            .analyze(new BeanCreationException("clip[0].network", "no", wrong));
    assertThat(Objects.requireNonNull(analysis).getDescription())
        .isEqualTo("config.json: 'hidden_act' is one of gelu");
    assertThat(analysis.getAction()).isEqualTo("Mend that file, or configure another folder.");
  }

  @Test
  void it_is_asked_at_every_start_that_failed() {
    SpringFactoriesLoader named = SpringFactoriesLoader.forDefaultResourceLocation();
    // Some of Spring's want to be given beans, and are none of this test's matter.
    assertThat(named.load(FailureAnalyzer.class, (type, name, failure) -> {}))
        .hasAtLeastOneElementOfType(ModelFormatAnalyzer.class);
  }
}
