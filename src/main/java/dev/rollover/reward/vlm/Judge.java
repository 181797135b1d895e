package dev.rollover.reward.vlm;

import dev.rollover.reward.RewardFailedException;
import dev.rollover.reward.Score;
import java.util.List;
import java.util.Optional;

/** Asks a model questions of yes and no. */
record Judge(VlmEndpoint endpoint) {

  /** A second try hears so many tokens, since some models do not begin with the answer. */
  private static final int MORE_TOKENS = 4;

  /**
   * How sure the model is; none where it does not say, asked twice.
   *
   * @param question that can be answered by yes or no
   * @param picture it is about
   * @throws RewardFailedException when no answer is to be had
   */
  Optional<YesNo> ask(String question, String picture, Asker asker) {
    ChatRequest request = ChatRequest.weighed(question, picture);
    return read(request, asker).or(() -> read(request.within(MORE_TOKENS), asker));
  }

  /** Notes that an image's worth stays unknown. */
  Score unknown(UseAccount account) {
    account.chargeUnknown();
    endpoint.observer().unknown(endpoint.name());
    return Score.UNKNOWN;
  }

  private Optional<YesNo> read(ChatRequest request, Asker asker) {
    List<Position> positions = endpoint.ask(request, asker).positions();
    Optional<YesNo> answer = YesNo.first(positions);
    double coverage =
        answer
            .or(() -> positions.stream().map(YesNo::at).findFirst())
            .map(YesNo::coverage)
            .orElse(0.0);
    endpoint.observer().covered(endpoint.name(), Math.min(1, coverage));
    return answer;
  }
}
