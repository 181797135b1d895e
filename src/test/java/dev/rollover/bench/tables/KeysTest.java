package dev.rollover.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.reward.RewardTerm;
import dev.rollover.shapes.PromptSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

  private static final List<RewardTerm> COUNT = List.of(new RewardTerm("count", 1, Map.of()));

  private final Keys keys = new Keys("model", COUNT, List.of());
  private final Trial trial = trial(Map.of("algorithm", "bon"), 100, "one red circle", 1, 0.0);

  @Test
  void whatever_decides_an_outcome_is_part_of_its_key() {
    assertThat(
            Set.of(
                keys.of(trial),
                keys.of(trial(Map.of("algorithm", "rbf"), 100, "one red circle", 1, 0.0)),
                keys.of(
                    trial(Map.of("algorithm", "bon", "steps", 4), 100, "one red circle", 1, 0.0)),
                keys.of(trial(Map.of("algorithm", "bon"), 101, "one red circle", 1, 0.0)),
                keys.of(trial(Map.of("algorithm", "bon"), 100, "two red circles", 1, 0.0)),
                keys.of(trial(Map.of("algorithm", "bon"), 100, "one red circle", 2, 0.0)),
                keys.of(trial(Map.of("algorithm", "bon"), 100, "one red circle", 1, null)),
                keys.of(away("")),
                keys.of(away("a blue circle")),
                new Keys("other", COUNT, List.of()).of(trial),
                new Keys("model", List.of(new RewardTerm("count", 2, Map.of())), List.of())
                    .of(trial),
                new Keys("model", List.of(new RewardTerm("count", 1, Map.of(), true)), List.of())
                    .of(trial),
                new Keys("model", COUNT, List.of(Map.of("model", "qwen"))).of(trial)))
        .hasSize(13);
  }

  private static Trial away(String negativePrompt) {
    Method method = new Method("m", Map.of("algorithm", "bon"), 3.0, negativePrompt);
    return new Trial(new Cell(method, PromptSet.PLAIN, 200), "one red circle", 1, 0.0);
  }

  @Test
  void how_it_is_said_is_not() {
    Trial said = trial(Map.of("algorithm", "bon", "steps", 10), 100, "one red circle", 1, 0.0);

    assertThat(keys.of(said)).isEqualTo(keys.of(trial)).matches("[0-9a-f]{64}");
  }

  @Test
  void a_model_is_known_by_its_files(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a"), "1");
    Files.createDirectory(folder.resolve("b"));
    Files.writeString(folder.resolve("b/c"), "2");
    Keys before = Keys.of(folder, COUNT, List.of());

    assertThat(Keys.of(folder, COUNT, List.of())).isEqualTo(before);
    Files.writeString(folder.resolve("b/c"), "3");
    assertThat(Keys.of(folder, COUNT, List.of())).isNotEqualTo(before);
  }

  private static Trial trial(
      Map<String, Object> search, int nfe, String prompt, long seed, @Nullable Double target) {
    Method method = new Method("m" + search.size(), search);
    return new Trial(new Cell(method, PromptSet.PLAIN, nfe), prompt, seed, target);
  }
}
