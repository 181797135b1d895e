package dev.rollover.bench.tables;

import dev.rollover.reward.RewardTerm;
import dev.rollover.reward.vlm.EndpointProperties;
import dev.rollover.search.SearchPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Names an outcome by a hash of all that a client can decide of it: the model's files, the reward,
 * and the trial with every setting said. The program is not part of it: after a search was changed,
 * begin a new folder.
 *
 * @param model the hash of its files
 * @param reward that is searched for
 * @param endpoints what is asked of those that there are
 */
record Keys(String model, List<RewardTerm> reward, List<Map<String, Object>> endpoints) {

  /** To be raised when outcomes come to hold what older ones lack. */
  private static final int FORMAT = 1;

  /** Keys of outcomes on the model in a folder. */
  static Keys of(Path folder, List<RewardTerm> reward, List<EndpointProperties> endpoints)
      throws IOException {
    MessageDigest digest = digest();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        digest.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
        digest.update(digest().digest(Files.readAllBytes(file)));
      }
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
    return new Keys(
        HexFormat.of().formatHex(digest.digest()),
        reward,
        endpoints.stream().map(EndpointProperties::asked).toList());
  }

  /**
   * The key of a trial's outcome.
   *
   * @throws dev.rollover.search.InvalidSettingsException if it cannot be run
   */
  String of(Trial trial) {
    SearchPlan plan = trial.plan();
    Map<String, Object> decisive = new TreeMap<>();
    decisive.put("format", FORMAT);
    decisive.put("model", model);
    decisive.put("reward", reward);
    if (!endpoints.isEmpty()) {
      decisive.put("endpoints", endpoints);
    }
    decisive.put("prompt", trial.prompt());
    decisive.put("search", plan.settings().values());
    decisive.put("limits", plan.limits());
    decisive.put("seed", plan.seed());
    decisive.put("images", plan.keep());
    Method method = trial.cell().method();
    if (method.guidance() != null) {
      decisive.put("guidance", method.guidance());
    }
    if (method.negativePrompt() != null) {
      decisive.put("negativePrompt", method.negativePrompt());
    }
    return HexFormat.of()
        .formatHex(digest().digest(Json.line(decisive).getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
