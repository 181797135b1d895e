package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.shapes.Slip;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VqaCardTest {

  @Test
  void has_a_row_for_everything_that_was_measured(@TempDir Path folder) throws IOException {
    List<Asked> asked = new ArrayList<>();
    for (Asked.Sight sight : Asked.Sight.values()) {
      double time = sight.isFinished() ? 0 : 0.93;
      asked.add(asked(sight, time, null, true, true, 3));
      asked.add(asked(sight, time, Slip.COUNT, false, false, -3));
      asked.add(asked(sight, time, Slip.COLOUR, false, time > 0, 1));
    }
    VqaCard card = new VqaCard(1234, new Answers(asked));

    card.write(folder);

    assertThat(folder.resolve("README.md"))
        .content()
        .startsWith("# vqa\n\nA small vision-language model")
        .contains(
            "Trained for 1234 steps",
            "| samples | 3 | 75.0 % | 0.275 | 100.0 % |",
            "| all | 9 | 75.0 % | 0.275 | 100.0 % |",
            "| .93 | full | 66.7 % | 100.0 % | 75.0 % | 0.275 | – | 100.0 % | – | 75.0 % |",
            "| a slip: count | 100.0 % | 100.0 % |",
            "| a slip: colour | 0.0 % | – |",
            "| what is so | 100.0 % | 100.0 % |");
    assertThat(card.finishedAccuracy()).isEqualTo(0.75);
    assertThat(card.lookAheadAccuracy()).isEqualTo(1);
  }

  private static Asked asked(
      Asked.Sight sight,
      double time,
      @Nullable Slip slip,
      boolean yes,
      boolean sooner,
      double logOdds) {
    return new Asked(sight, time, null, slip, yes, yes ? 0 : 1, sooner, yes, yes ? 0 : 1, logOdds);
  }
}
