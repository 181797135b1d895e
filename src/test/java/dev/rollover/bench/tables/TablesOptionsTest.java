package dev.rollover.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.reward.RewardTerm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TablesOptionsTest {

  @Test
  void what_is_not_said_is_usual() {
    assertThat(TablesOptions.parse("--presets=small"))
        .isEqualTo(
            new TablesOptions(
                List.of("small"),
                Path.of("target/tables"),
                "classpath:models/shapes",
                List.of(new RewardTerm("count", 1, Map.of())),
                null,
                0.0,
                null,
                1,
                9001,
                16,
                128));
  }

  @Test
  void what_is_said_counts() {
    TablesOptions options =
        TablesOptions.parse(
            "--presets=main,own/mine.json",
            "--out=out",
            "--model=flux",
            "--reward=[{\"name\": \"count\", \"weight\": 2, \"params\": {}}]",
            "--endpoints=judge.yaml",
            "--prompts=7",
            "--seeds=3",
            "--prompt-seed=11",
            "--at-once=4",
            "--largest-batch=32");

    assertThat(options)
        .isEqualTo(
            new TablesOptions(
                List.of("main", "own/mine.json"),
                Path.of("out"),
                "flux",
                List.of(new RewardTerm("count", 2, Map.of())),
                Path.of("judge.yaml"),
                null,
                7,
                3,
                11,
                4,
                32));
    assertThat(options.isForCount()).isFalse();
  }

  @Test
  void a_term_needs_no_more_than_its_name() {
    assertThat(
            TablesOptions.parse(
                    "--presets=small",
                    "--reward=[{\"name\": \"vqa\"}, {\"name\": \"jpeg\", \"normalise\": true}]")
                .reward())
        .containsExactly(
            new RewardTerm("vqa", 1, Map.of(), false), new RewardTerm("jpeg", 1, Map.of(), true));
  }

  @Test
  void another_reward_has_no_target_unless_it_is_said() {
    assertThat(TablesOptions.parse("--presets=small", "--reward=vqa").target()).isNull();
    assertThat(TablesOptions.parse("--presets=small", "--reward=vqa", "--target=.9").target())
        .isEqualTo(.9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "small",
        "--out=x",
        "--presets=",
        "--presets=small --presetz=main",
        "--presets=small --prompts=0",
        "--presets=small --seeds=two",
        "--presets=small --reward=[{}]",
        "--presets=small --reward=[{\"name\":\"count\",\"wait\":1}]",
        "--presets=small --reward=[{\"name\":\"count\",\"weight\":\"1\"}]",
        "--presets=small --reward=[{\"name\":\"count\",\"normalise\":true}] --target=1"
      })
  void what_is_unknown_missing_or_wrong_is_answered_with_the_usage(String arguments) {
    assertThatThrownBy(() -> TablesOptions.parse(arguments.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("usage: Tables");
  }
}
