package dev.rollover.reward.vqa;

import dev.rollover.model.ImageFunction;
import dev.rollover.model.vqa.VqaNetwork;
import dev.rollover.reward.AnswerScale;
import dev.rollover.reward.Judges;
import dev.rollover.reward.Params;
import dev.rollover.reward.ParamsSchema;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.vision.NetworkReward;
import dev.rollover.shapes.CaptionException;
import dev.rollover.shapes.CaptionReader;
import dev.rollover.shapes.CountingCaption;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rewards how sure the bundled network is of what the prompt says, or of another question. */
public final class VqaRewardKind implements RewardKind {

  private static final String QUESTION = "question";
  private static final String ANSWER = "answer";
  private static final String SCALE = "scale";
  private static final String PROMPT = "{prompt}";
  private static final String USUAL_QUESTION = "Does this figure show {prompt}?";
  private static final int LONGEST = 4000;
  private static final String YES = "yes";
  private static final List<String> ANSWERS = List.of(YES, "no");

  private final VqaNetwork network;
  private final DeviceCalls calls;
  private final RewardObserver observer;

  /**
   * Rewards of one network, whose owner closes it.
   *
   * @param calls the way to the network's device
   */
  public VqaRewardKind(VqaNetwork network, DeviceCalls calls, RewardObserver observer) {
    this.network = network;
    this.calls = calls;
    this.observer = observer;
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
        "of the reward, one of: %s; %s"
            .formatted(String.join(", ", AnswerScale.LABELS), AnswerScale.P.label()));
    return parameters;
  }

  @Override
  public Map<String, Object> jsonSchema() {
    return new ParamsSchema(parameters())
        .text(QUESTION, LONGEST, USUAL_QUESTION)
        .oneOf(ANSWER, ANSWERS, YES)
        .oneOf(SCALE, AnswerScale.LABELS, AnswerScale.P.label())
        .build();
  }

  /** Who knows but scenes has nothing to say of other images. */
  @Override
  public Judges judges() {
    return Judges.MODELS_OF_SCENES;
  }

  @Override
  public boolean worksOnDevice() {
    return true;
  }

  @Override
  public boolean differentiable() {
    return true;
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
    Params read = new Params(params, ANSWER, QUESTION, SCALE);
    String question = read.text(QUESTION, USUAL_QUESTION, LONGEST);
    String answer = read.oneOf(ANSWER, YES, ANSWERS);
    String scale = read.oneOf(SCALE, AnswerScale.P.label(), AnswerScale.LABELS);
    String caption = caption(question.replace(PROMPT, prompt), read, params.containsKey(QUESTION));
    read.refuseFaults();
    VqaReward asked =
        new VqaReward(
            network, calls, account, caption, answer.equals(YES), AnswerScale.labelled(scale));
    ImageFunction function = asked::record;
    return new NetworkReward(name(), account, observer, asked::scores, () -> function);
  }

  /** In the words that the network reads, whatever the words it was said in. */
  private static String caption(String question, Params read, boolean isSaid) {
    try {
      return CaptionReader.read(question).text();
    } catch (CaptionException unreadable) {
      read.refuse(
          QUESTION,
          (isSaid ? "must be a caption: " : "must be given, since of the prompt ")
              + unreadable.getMessage());
      return "";
    }
  }
}
