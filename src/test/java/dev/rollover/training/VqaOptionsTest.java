package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VqaOptionsTest {

  private static final String[] LEAST = {"--run=r", "--model=m", "--out=o"};

  @Test
  void needs_three_folders_and_nothing_else() {
    assertThat(VqaOptions.parse(LEAST))
        .isEqualTo(
            new VqaOptions(
                Path.of("r"),
                Path.of("m"),
                Path.of("o"),
                8000,
                null,
                0.35,
                Duration.ofSeconds(60),
                64,
                6,
                0.001,
                2048,
                128,
                64,
                2,
                200,
                20261126));
  }

  @Test
  void takes_every_number() {
    VqaOptions options =
        VqaOptions.parse(
            "--run=r",
            "--model=m",
            "--out=o",
            "--steps=1",
            "--minutes=4.5",
            "--picture-share=0.2",
            "--reserve=2",
            "--batch=3",
            "--questions=4",
            "--learning-rate=0.5",
            "--paths=9",
            "--chunk=4",
            "--fresh-prompts=7",
            "--threads=8",
            "--checkpoint-every=10",
            "--seed=-1");
    assertThat(options)
        .isEqualTo(
            new VqaOptions(
                Path.of("r"),
                Path.of("m"),
                Path.of("o"),
                1,
                Duration.ofSeconds(270),
                0.2,
                Duration.ofSeconds(2),
                3,
                4,
                0.5,
                9,
                4,
                7,
                8,
                10,
                -1));
    assertThat(options.chunks()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "--step=1, \"--step=1\" says nothing here",
    "--steps=0, '--steps is at least 1, not 0'",
    "--minutes=0, '--minutes is above 0, not 0'",
    "--learning-rate=NaN, '--learning-rate is above 0, not NaN'",
    "--batch=many, 'For input string: \"many\"'"
  })
  void refuses_what_makes_no_sense_and_tells_the_usage(String argument, String message) {
    assertThatThrownBy(() -> VqaOptions.parse("--run=r", "--model=m", "--out=o", argument))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("usage: TrainVqa");
  }

  @Test
  void says_which_folder_is_missing() {
    assertThatThrownBy(() -> VqaOptions.parse("--run=r", "--out=o"))
        .hasMessageStartingWith("--model is not said");
  }
}
