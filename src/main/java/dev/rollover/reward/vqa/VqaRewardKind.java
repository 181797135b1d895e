package dev.rollover.reward.vqa;

import dev.rollover.model.VqaNetwork;
import dev.rollover.reward.InvalidRewardException;
import dev.rollover.reward.InvalidRewardException.Fault;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.shapes.CaptionException;
import dev.rollover.shapes.CaptionReader;
import dev.rollover.shapes.CountingCaption;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes {@link VqaReward}s of what the prompt says, or of another question. */
public final class VqaRewardKind implements RewardKind {

  private static final String QUESTION = "question";
  private static final String ANSWER = "answer";
  private static final String SCALE = "scale";
  private static final String PROMPT = "{prompt}";
  private static final String USUAL_QUESTION = "Does this figure show {prompt}?";
  private static final int LONGEST = 4000;
  private static final List<String> ANSWERS = List.of("yes", "no");
  private static final List<String> SCALES = Stream.of(Scale.values()).map(Scale::label).toList();

  private final VqaNetwork network;
  private final DeviceCalls calls;

  /**
   * Rewards of one network.
   *
   * @param calls the way to the network's device
   */
  public VqaRewardKind(VqaNetwork network, DeviceCalls calls) {
    this.network = network;
    this.calls = calls;
  }

  @Override
  public String name() {
    return VqaReward.NAME;
  }

  @Override
  public String description() {
    return "How sure a small vision-language model, which knows the world of the bundled model"
        + " alone, is that an image shows what the prompt says and nothing else.";
  }

  @Override
  public Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put(
        QUESTION,
        "what is asked of each image, at most %d characters, a caption of coloured shapes in any words, with %s in the prompt's place; %s"
            .formatted(LONGEST, PROMPT, USUAL_QUESTION));
    parameters.put(ANSWER, "the answer that is wanted, one of: yes, no; yes");
    parameters.put(
        SCALE,
        "of the reward, one of: %s; %s".formatted(String.join(", ", SCALES), Scale.P.label()));
    return parameters;
  }

  /** Of relations, comparisons and negations; what only counts is counted. */
  @Override
  public boolean isUsualFor(String prompt) {
    try {
      return !(CaptionReader.read(prompt) instanceof CountingCaption);
    } catch (CaptionException unreadable) {
      return false;
    }
  }

  @Override
  public Reward create(String prompt, Map<String, Object> params, DeviceAccount account) {
    List<Fault> faults = new ArrayList<>();
    params.keySet().stream()
        .filter(name -> !parameters().containsKey(name))
        .sorted()
        .forEach(name -> faults.add(unknown(name)));
    String caption = caption(prompt, params.get(QUESTION), faults);
    String answer = oneOf(ANSWER, params.get(ANSWER), ANSWERS, faults);
    String scale = oneOf(SCALE, params.get(SCALE), SCALES, faults);
    if (!faults.isEmpty()) {
      throw new InvalidRewardException(faults);
    }
    return new VqaReward(
        network,
        calls,
        account,
        new VqaReward.Asked(caption, answer.equals("yes"), Scale.of(scale)));
  }

  private Fault unknown(String name) {
    String allowed = parameters().keySet().stream().collect(Collectors.joining(", "));
    return new Fault("params." + name, "is unknown; allowed: " + allowed);
  }

  /** In the words that the network reads, whatever the words it was said in. */
  private static String caption(String prompt, @Nullable Object said, List<Fault> faults) {
    Optional<String> question = question(said);
    if (question.isEmpty()) {
      faults.add(
          new Fault(
              "params." + QUESTION,
              "must have 1 to %d characters, not only blanks".formatted(LONGEST)));
      return "";
    }
    try {
      return CaptionReader.read(question.get().replace(PROMPT, prompt)).text();
    } catch (CaptionException unreadable) {
      faults.add(
          new Fault(
              "params." + QUESTION,
              (said == null ? "must be given, since of the prompt " : "must be a caption: ")
                  + unreadable.getMessage()));
      return "";
    }
  }

  private static Optional<String> question(@Nullable Object said) {
    if (said == null) {
      return Optional.of(USUAL_QUESTION);
    }
    return said instanceof String text && !text.isBlank() && text.length() <= LONGEST
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The first is usual. */
  private static String oneOf(
      String name, @Nullable Object said, List<String> allowed, List<Fault> faults) {
    if (said == null || allowed.contains(said)) {
      return said == null ? allowed.getFirst() : said.toString();
    }
    faults.add(new Fault("params." + name, "must be one of: " + String.join(", ", allowed)));
    return allowed.getFirst();
  }
}
