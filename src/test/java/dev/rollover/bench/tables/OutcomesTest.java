package dev.rollover.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomesTest {

  @TempDir private Path folder;
  private Path file;

  private final Outcome first =
      Samples.run("a", 1, 10, .5, Samples.lookAhead(4, -3), Samples.finished(10, 2));
  private final Outcome second = Samples.run("b", 2, 10, null, Samples.finished(7, 0));

  @BeforeEach
  void write_one() throws IOException {
    file = folder.resolve("outcomes.jsonl");
    try (Outcomes outcomes = Outcomes.open(file)) {
      outcomes.add(first);
    }
  }

  @Test
  void what_was_written_is_known_to_the_next_run() throws IOException {
    try (Outcomes outcomes = Outcomes.open(file)) {
      assertThat(outcomes.find("a")).get().usingRecursiveComparison().isEqualTo(first);
      assertThat(outcomes.find("b")).isEmpty();
      outcomes.add(second);
    }
    try (Outcomes outcomes = Outcomes.open(file)) {
      assertThat(outcomes.find("b")).get().usingRecursiveComparison().isEqualTo(second);
    }
    assertThat(Files.readAllLines(file)).hasSize(2);
  }

  @Test
  void a_line_whose_writing_was_interrupted_is_dropped() throws IOException {
    Files.writeString(file, "{\"key\": \"b\", \"met", StandardOpenOption.APPEND);

    try (Outcomes outcomes = Outcomes.open(file)) {
      assertThat(outcomes.find("a")).isPresent();
      outcomes.add(second);
    }
    try (Outcomes outcomes = Outcomes.open(file)) {
      assertThat(outcomes.find("a")).isPresent();
      assertThat(outcomes.find("b")).isPresent();
    }
  }

  @Test
  void a_line_that_is_something_else_is_refused() throws IOException {
    Files.writeString(file, "{\"key\": \"b\"}\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> Outcomes.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no outcome");
  }

  @Test
  void two_runs_do_not_write_one_file() throws IOException {
    try (Outcomes outcomes = Outcomes.open(file)) {
      assertThatThrownBy(() -> Outcomes.open(file)).hasMessageContaining("being written");
      outcomes.add(second);
    }
    try (Outcomes outcomes = Outcomes.open(file)) {
      assertThat(outcomes.find("b")).isPresent();
    }
  }
}
