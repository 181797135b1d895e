package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.flow.DiffusionCoefficient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * For 200 random plans: the same seed and settings give the answers, the trace and the ledger that
 * they have always given. Whoever changes them on purpose writes {@code unchanged-answers.txt} anew
 * and says so in the release's notes.
 */
class UnchangedAnswersTest {

  private static final int PLANS = 200;

  @Test
  void the_same_seed_and_settings_give_the_same_answers_as_ever() throws IOException {
    Random random = new Random(17);
    List<String> now =
        random.ints(PLANS).mapToObj(i -> digest(Plans.runToTheEnd(run(plan(random))))).toList();
    assertThat(now).containsExactlyElementsOf(recorded());
  }

  private static SearchRun run(SearchPlan plan) {
    return SearchRun.start(plan, new ToyModel(), new ToyReward(), new SettableClock(), 0);
  }

  private static SearchPlan plan(Random random) {
    SearchSettings settings = settings(random);
    int keep = 1 + random.nextInt(3);
    int smallest = settings.smallestNfe(keep);
    Double target = random.nextInt(3) == 0 ? -2 * random.nextDouble() : null;
    int nfe = smallest + random.nextInt(3 * smallest);
    return new SearchPlan(
        settings, new BudgetLimits(nfe, null, null, target), random.nextLong(), keep);
  }

  private static SearchSettings settings(Random random) {
    boolean bestOfN = random.nextInt(3) == 0;
    return Plans.settings(
        bestOfN ? null : any(random, Variant.values()),
        bestOfN && random.nextBoolean() ? Sampler.ODE : Sampler.SDE,
        any(random, Path.values()),
        any(random, new Grid[] {Grid.UNIFORM, Grid.QUARTER_CIRCLE, Grid.RESOLUTION_SHIFT}),
        2 + random.nextInt(8),
        1 + random.nextInt(5),
        1 + random.nextInt(5),
        bestOfN ? 1 : 1 + random.nextInt(5),
        any(random, DiffusionCoefficient.values()),
        random.nextDouble(),
        1 + random.nextInt(4));
  }

  private static <T> T any(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static String digest(SearchState end) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (TracePoint point : end.trace()) {
        sha256.update(point.toString().getBytes(StandardCharsets.UTF_8));
      }
      for (Answer answer : end.answers()) {
        sha256.update(answer.image().rgb());
        sha256.update((byte) (answer.finished() ? 1 : 0));
      }
      Ledger ledger = end.budget().ledger();
      for (Phase phase : List.of(Phase.INITIAL, Phase.SEARCH, Phase.FINISH)) {
        sha256.update(Integer.toString(ledger.nfe(phase)).getBytes(StandardCharsets.UTF_8));
      }
      sha256.update(
          "%d %d %d %s"
              .formatted(ledger.decodes(), ledger.rewardCalls(), ledger.rolledOver(), end.ending())
              .getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<String> recorded() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            UnchangedAnswersTest.class.getResourceAsStream("unchanged-answers.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
