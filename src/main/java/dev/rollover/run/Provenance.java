package dev.rollover.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rollover.generation.ImageScore;
import dev.rollover.generation.ResolvedRequest;
import dev.rollover.generation.Spending;
import dev.rollover.store.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an image file says of its own making: all that is needed to make it again. Times are left
 * out, so that the same request gives the same bytes.
 */
final class Provenance {

  private Provenance() {}

  static Map<String, String> of(
      ResolvedRequest request, Spending spending, ImageScore reward, @Nullable ImageScore judge) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("Software", "Rollover " + version());
    texts.put("prompt", request.prompt());
    texts.put("model", request.model());
    texts.put("seed", Long.toString(request.seed()));
    texts.put("request", Json.write(request));
    texts.put(
        "ledger",
        Json.write(
            new Ledger(
                spending.nfe(), spending.rewardCalls(), spending.gateCalls(), spending.decodes())));
    texts.put("reward", Json.write(reward));
    if (judge != null) {
      texts.put("judge", Json.write(judge));
    }
    return texts;
  }

  private static String version() {
    String version = Provenance.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** The ledger without times, and without the judge's calls, which an ended search may repeat. */
  private record Ledger(
      Spending.Nfe nfe,
      long rewardCalls,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) long gateCalls,
      long decodes) {}
}
