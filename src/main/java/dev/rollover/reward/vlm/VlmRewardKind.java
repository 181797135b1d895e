package dev.rollover.reward.vlm;

import dev.rollover.reward.AnswerScale;
import dev.rollover.reward.InvalidRewardException;
import dev.rollover.reward.InvalidRewardException.Fault;
import dev.rollover.reward.ParamsSchema;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.tensor.DeviceAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes {@link VlmReward}s of one endpoint. */
final class VlmRewardKind implements RewardKind {

  private static final String QUESTION = "question";
  private static final String ANSWER = "answer";
  private static final String SCALE = "scale";
  private static final List<String> ANSWERS = List.of("yes", "no");

  private final Judge judge;
  private final VlmProbe probe;

  VlmRewardKind(Judge judge, VlmProbe probe) {
    this.judge = judge;
    this.probe = probe;
  }

  @Override
  public String name() {
    return judge.endpoint().name();
  }

  @Override
  public String description() {
    return "How sure the vision-language model %s is that the answer to a question about the image is yes."
        .formatted(properties().model());
  }

  @Override
  public Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put(
        QUESTION,
        "what is asked of each image, at most %d characters, with {prompt} in the prompt's place; %s"
            .formatted(Question.LONGEST, properties().question()));
    parameters.put(ANSWER, "the answer that is wanted, one of: yes, no; yes");
    parameters.put(
        SCALE,
        "of the reward, one of: %s; %s"
            .formatted(String.join(", ", AnswerScale.LABELS), properties().scale().label()));
    return parameters;
  }

  @Override
  public Map<String, Object> jsonSchema() {
    return new ParamsSchema(parameters())
        .text(QUESTION, Question.LONGEST, properties().question())
        .oneOf(ANSWER, ANSWERS, "yes")
        .oneOf(SCALE, AnswerScale.LABELS, properties().scale().label())
        .build();
  }

  @Override
  public Optional<String> outage() {
    return probe.outage();
  }

  @Override
  public Reward create(String prompt, Map<String, Object> params, DeviceAccount account) {
    List<Fault> faults = new ArrayList<>();
    params.keySet().stream()
        .filter(name -> !parameters().containsKey(name))
        .sorted()
        .forEach(name -> faults.add(unknown(name)));
    String question = question(params.get(QUESTION), faults);
    String answer = oneOf(ANSWER, params.get(ANSWER), ANSWERS, "yes", faults);
    String scale = oneOf(SCALE, params.get(SCALE), AnswerScale.LABELS, properties().scale().label(), faults);
    if (!faults.isEmpty()) {
      throw new InvalidRewardException(faults);
    }
    return new VlmReward(
        judge, new Question(question).of(prompt), answer.equals("yes"), AnswerScale.labelled(scale));
  }

  private EndpointProperties properties() {
    return judge.endpoint().properties();
  }

  private Fault unknown(String name) {
    String allowed = parameters().keySet().stream().collect(Collectors.joining(", "));
    return new Fault("params." + name, "is unknown; allowed: " + allowed);
  }

  private String question(@Nullable Object said, List<Fault> faults) {
    if (said == null) {
      return properties().question();
    }
    if (said instanceof String text && !text.isBlank() && text.length() <= Question.LONGEST) {
      return text;
    }
    faults.add(
        new Fault(
            "params." + QUESTION,
            "must have 1 to %d characters, not only blanks".formatted(Question.LONGEST)));
    return "";
  }

  private static String oneOf(
      String name, @Nullable Object said, List<String> allowed, String usual, List<Fault> faults) {
    if (said == null || allowed.contains(said)) {
      return said == null ? usual : said.toString();
    }
    faults.add(new Fault("params." + name, "must be one of: " + String.join(", ", allowed)));
    return usual;
  }
}
