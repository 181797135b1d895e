package dev.rollover.reward;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

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

  /** A term that is added as it is. */
  public RewardTerm(String name, double weight, Map<String, Object> params) {
    this(name, weight, params, false);
  }

  /**
   * As files have it: all but the name may be left out.
   *
   * @throws IllegalArgumentException if something else is said, or of another type
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static RewardTerm read(Map<String, Object> said) {
    if (!Set.of("name", "weight", "params", "normalise").containsAll(said.keySet())
        || !(said.get("name") instanceof String name)
        || !(said.getOrDefault("weight", 1) instanceof Number weight)
        || !(said.getOrDefault("params", Map.of()) instanceof Map<?, ?> params)
        || !(said.getOrDefault("normalise", false) instanceof Boolean normalise)) {
      throw new IllegalArgumentException(
          "a reward has a name, and perhaps weight, params and normalise, unlike " + said);
    }
    Map<String, Object> told = new HashMap<>();
    params.forEach((param, value) -> told.put(String.valueOf(param), value));
    return new RewardTerm(name, weight.doubleValue(), told, normalise);
  }
}
