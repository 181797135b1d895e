package dev.rollover.run;

import dev.rollover.generation.ResolvedRequest;
import dev.rollover.generation.Spending;
import dev.rollover.reward.Score;
import dev.rollover.store.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an image file says of its own making: all that is needed to make it again. Times are left
 * out, so that the same request gives the same bytes.
 */
final class Provenance {

  private Provenance() {}

  static Map<String, String> of(ResolvedRequest request, Spending spending, Score score) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("Software", "Rollover " + version());
    texts.put("prompt", request.prompt());
    texts.put("model", request.model());
    texts.put("seed", Long.toString(request.seed()));
    texts.put("request", Json.write(request));
    texts.put(
        "ledger",
        Json.write(new Ledger(spending.nfe(), spending.rewardCalls(), spending.decodes())));
    texts.put("reward", Json.write(new ScoredBy(score.value(), new TreeMap<>(score.terms()))));
    return texts;
  }

  private static String version() {
    String version = Provenance.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** The ledger without times. */
  private record Ledger(Spending.Nfe nfe, long rewardCalls, long decodes) {}

  private record ScoredBy(double value, Map<String, Double> terms) {}
}
