package dev.rollover.search;

import dev.rollover.settings.InvalidSettingsException;
import dev.rollover.settings.NestedValues;
import dev.rollover.settings.SettingShape;
import dev.rollover.settings.SettingsCheck;
import dev.rollover.settings.SettingsShape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a search; whatever it leaves out is filled in by {@link #resolve}.
 *
 * @param said values by name as JSON nests them, such as {@code {"algorithm": "rbf", "diffusion":
 *     {"norm": 3}}}; none is null
 */
public record SearchOptions(Map<String, Object> said) {

  /** What faults are named under. */
  static final String SEARCH = "search";

  static final String ALGORITHM = "algorithm";

  /** All left to the defaults. */
  public static final SearchOptions NONE = new SearchOptions(Map.of());

  public SearchOptions {
    said = Map.copyOf(said);
  }

  /** All left to the defaults of a search. */
  public static SearchOptions of(Algorithm algorithm) {
    return new SearchOptions(Map.of(ALGORITHM, algorithm.label()));
  }

  /**
   * Fills in the algorithm's defaults.
   *
   * @throws InvalidSettingsException naming every setting that there is not, that is another
   *     search's, that is of another kind, or that is out of its range
   */
  public SearchSettings resolve() {
    SettingsCheck faults = new SettingsCheck();
    Map<String, Object> flat = NestedValues.flatten(said, SearchOptions::nests);
    @Nullable Algorithm named = algorithm(flat.get(ALGORITHM), faults);
    Algorithm algorithm = named == null ? Algorithm.USUAL : named;
    refuseUnknown(flat, named, faults);
    OwnSettings own = (OwnSettings) algorithm.ownShape().read(flat, faults);
    SamplingSettings sampling = SettingsShape.of(SEARCH, own.usualSampling()).read(flat, faults);
    if (!flat.containsKey("grid")) {
      sampling = sampling.onUsualGrid();
    }
    SearchSettings settings = settings(algorithm, sampling, own, faults);
    faults.refuseFaults();
    return settings;
  }

  private static SearchSettings settings(
      Algorithm algorithm, SamplingSettings sampling, OwnSettings own, SettingsCheck faults) {
    try {
      return new SearchSettings(algorithm, sampling, own);
    } catch (InvalidSettingsException outOfRange) {
      throw faults.and(outOfRange);
    }
  }

  private static @Nullable Algorithm algorithm(@Nullable Object said, SettingsCheck faults) {
    if (said == null) {
      return Algorithm.USUAL;
    }
    for (Algorithm algorithm : Algorithm.values()) {
      if (algorithm.label().equals(said)) {
        return algorithm;
      }
    }
    faults.refuse(
        "search." + ALGORITHM,
        said instanceof String
            ? "must be one of: " + labels(Arrays.stream(Algorithm.values()))
            : "must be a string, not " + SettingShape.kindOf(said));
    return null;
  }

  /** What no search has is a fault, and what only others have if this one is known. */
  private static void refuseUnknown(
      Map<String, Object> flat, @Nullable Algorithm algorithm, SettingsCheck faults) {
    for (Map.Entry<String, Object> setting : flat.entrySet()) {
      String name = setting.getKey();
      List<Algorithm> owners =
          Arrays.stream(Algorithm.values()).filter(each -> has(each, name)).toList();
      if (name.equals(ALGORITHM)) {
        continue;
      }
      if (owners.isEmpty()) {
        faults.refuse("search." + name, unknown(name, setting.getValue(), algorithm));
      } else if (algorithm != null && !owners.contains(algorithm)) {
        faults.refuse("search." + name, "belongs to %s alone".formatted(labels(owners.stream())));
      }
    }
  }

  private static boolean has(Algorithm algorithm, String name) {
    return algorithm.settings().stream().anyMatch(setting -> setting.name().equals(name));
  }

  /** Whether settings are nested in a field of this name, as in {@code diffusion}. */
  private static boolean nests(String name) {
    return Arrays.stream(Algorithm.values())
        .flatMap(algorithm -> algorithm.settings().stream())
        .anyMatch(setting -> setting.name().startsWith(name + "."));
  }

  private static String unknown(String name, Object value, @Nullable Algorithm algorithm) {
    if (nests(name)) {
      return "must be an object, not " + SettingShape.kindOf(value);
    }
    String parent = name.substring(0, name.indexOf('.') + 1);
    List<SettingShape> settings = (algorithm == null ? Algorithm.USUAL : algorithm).settings();
    return "is not a known field; known here: "
        + Stream.concat(Stream.of(ALGORITHM), settings.stream().map(SettingShape::name))
            .filter(known -> known.startsWith(parent))
            .map(known -> known.substring(parent.length()).replaceAll("\\..*", ""))
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
  }

  private static String labels(Stream<Algorithm> algorithms) {
    return algorithms.map(Algorithm::label).collect(Collectors.joining(", "));
  }
}
