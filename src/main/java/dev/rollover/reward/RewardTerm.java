package dev.rollover.reward;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * One wish of a request: a kind of reward by its name, its share in the sum, and what it is told.
 *
 * @param weight its factor in the sum; not 0, negative to minimise
 * @param params as that kind's {@link RewardKind#parameters()} say
 * @param normalise whether its values are put on their {@link Scales scale} before they are added
 */
public record RewardTerm(
    String name,
    double weight,
    Map<String, Object> params,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean normalise) {

  public RewardTerm {
    params = Map.copyOf(params);
  }

  /** A term that is added as it is, which is all that files can say. */
  @JsonCreator
  public RewardTerm(
      @JsonProperty("name") String name,
      @JsonProperty("weight") double weight,
      @JsonProperty("params") Map<String, Object> params) {
    this(name, weight, params, false);
  }
}
