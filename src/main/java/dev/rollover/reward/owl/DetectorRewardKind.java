package dev.rollover.reward.owl;

import dev.rollover.reward.InvalidRewardException;
import dev.rollover.reward.Judges;
import dev.rollover.reward.Params;
import dev.rollover.reward.ParamsSchema;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.vision.NetworkReward;
import dev.rollover.reward.vision.OnDevice;
import dev.rollover.tensor.DeviceAccount;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many things images show, by one OWLv2. */
final class DetectorRewardKind implements RewardKind, AutoCloseable {

  private static final String TARGETS = "targets";
  private static final String QUERY = "query";
  private static final String THRESHOLD = "threshold";
  private static final String RELATIVE = "relative";
  private static final String SURE = "sure";
  private static final String OBJECTNESS = "objectness";
  private static final String UNCOVERED = "uncovered";
  private static final String RIVALLED = "rivalled";
  private static final String BOXES = "boxes";

  private static final int MOST_KINDS = 20;
  private static final int LONGEST_KIND = 100;
  private static final int MOST_BOXES = 100;
  private static final int USUAL_BOXES = 20;
  private static final CleanUp USUAL = new CleanUp(0.6, 0.32, 0.5, 0.5);

  private final DetectorProperties properties;
  private final OnDevice<OwlNetwork> network;
  private final RewardObserver observer;

  DetectorRewardKind(
      DetectorProperties properties, OnDevice<OwlNetwork> network, RewardObserver observer) {
    this.properties = properties;
    this.network = network;
    this.observer = observer;
  }

  @Override
  public String name() {
    return properties.name();
  }

  @Override
  public String description() {
    return "Minus the residual sum of squares between the numbers of things that are wanted and those"
        + " that a network finds, whatever they are called; 0 is perfect. What is not asked for does"
        + " not count.";
  }

  @Override
  public Judges judges() {
    return properties.isCount() ? Judges.MODELS_OF_PHOTOGRAPHS : Judges.ANY_MODEL;
  }

  @Override
  public Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put(
        TARGETS,
        ("how many are wanted of up to %d kinds, such as {\"apple\": 3, \"dog\": 1}: each kind in 1 to"
                + " %d characters, in the singular, and a whole number from 0 to %d; read from a prompt"
                + " such as «two apples and three dogs» when absent")
            .formatted(MOST_KINDS, LONGEST_KIND, CountedPrompt.MOST_OF_A_KIND));
    parameters.put(
        QUERY,
        "what the network looks for, %s in the place of the kind; %s"
            .formatted(Query.PLACE, properties.query()));
    parameters.put(
        THRESHOLD, share("the score above which something is found", properties.threshold()));
    parameters.put(
        RELATIVE,
        share("the part of its kind's highest score above which a box is kept", USUAL.relative()));
    parameters.put(SURE, share("the score above which a box is kept anyway", USUAL.sure()));
    parameters.put(OBJECTNESS, share("the least probability that a box shows any object", 0));
    parameters.put(
        UNCOVERED,
        share(
            "within a kind, smallest first, a box is kept if more than this part of it is not"
                + " covered by those kept before it",
            USUAL.uncovered()));
    parameters.put(
        RIVALLED,
        share(
            "a box is kept if less than this part of it is covered by boxes of higher scores,"
                + " whatever their kinds",
            USUAL.rivalled()));
    parameters.put(
        BOXES,
        "most boxes that the terms tell, those of the highest scores, 0 to %d; %d"
            .formatted(MOST_BOXES, USUAL_BOXES));
    return parameters;
  }

  private static String share(String meaning, double usual) {
    return "%s, 0 to 1; %s".formatted(meaning, usual == 0 ? "0" : usual);
  }

  @Override
  public Map<String, Object> jsonSchema() {
    return new ParamsSchema(parameters())
        .wholeByName(TARGETS, MOST_KINDS, 0, CountedPrompt.MOST_OF_A_KIND)
        .text(QUERY, Query.LONGEST, properties.query())
        .number(THRESHOLD, 0, 1, properties.threshold())
        .number(RELATIVE, 0, 1, USUAL.relative())
        .number(SURE, 0, 1, USUAL.sure())
        .number(OBJECTNESS, 0, 1, 0)
        .number(UNCOVERED, 0, 1, USUAL.uncovered())
        .number(RIVALLED, 0, 1, USUAL.rivalled())
        .whole(BOXES, 0, MOST_BOXES, USUAL_BOXES)
        .build();
  }

  @Override
  public boolean worksOnDevice() {
    return true;
  }

  @Override
  public String timedAs() {
    return properties.timedAs();
  }

  @Override
  public Reward create(String prompt, Map<String, Object> params, DeviceAccount account) {
    DetectedCount.Wish wish = wish(prompt, params);
    DetectedCount count = new DetectedCount(network.network(), wish, account);
    return new NetworkReward(name(), account, observer, count::scores);
  }

  /**
   * What a request wants.
   *
   * @throws InvalidRewardException with all faults
   */
  private DetectedCount.Wish wish(String prompt, Map<String, Object> params) {
    Params read = new Params(params, parameters().keySet().toArray(String[]::new));
    Map<String, Integer> targets =
        params.containsKey(TARGETS)
            ? read.wholeByText(TARGETS, MOST_KINDS, LONGEST_KIND, CountedPrompt.MOST_OF_A_KIND)
            : targets(prompt, read);
    String query = read.text(QUERY, properties.query(), Query.LONGEST);
    if (!query.matches(Query.ALLOWED)) {
      read.refuse(QUERY, "must have %s in the place of the kind".formatted(Query.PLACE));
    }
    CleanUp cleanUp =
        new CleanUp(
            read.number(RELATIVE, USUAL.relative(), 0, 1),
            read.number(SURE, USUAL.sure(), 0, 1),
            read.number(UNCOVERED, USUAL.uncovered(), 0, 1),
            read.number(RIVALLED, USUAL.rivalled(), 0, 1));
    List<String> kinds = List.copyOf(targets.keySet());
    DetectedCount.Wish wish =
        new DetectedCount.Wish(
            kinds,
            List.copyOf(targets.values()),
            kinds.stream().map(kind -> Query.of(query, kind)).toList(),
            read.number(THRESHOLD, properties.threshold(), 0, 1),
            read.number(OBJECTNESS, 0, 0, 1),
            cleanUp,
            read.whole(BOXES, USUAL_BOXES, 0, MOST_BOXES));
    read.refuseFaults();
    return wish;
  }

  private static Map<String, Integer> targets(String prompt, Params read) {
    return CountedPrompt.read(prompt)
        .filter(counted -> counted.size() <= MOST_KINDS)
        .orElseGet(
            () -> {
              read.refuse(
                  TARGETS,
                  "must be given, since the prompt does not say what to count as «two apples and"
                      + " three dogs» does");
              return Map.of();
            });
  }

  @Override
  public void close() {
    network.close();
  }
}
