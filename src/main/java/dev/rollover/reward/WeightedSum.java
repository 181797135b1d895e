package dev.rollover.reward;

import dev.rollover.model.ImageFunction;
import dev.rollover.model.RgbImage;
import dev.rollover.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Σ weight · reward over some rewards.
 *
 * <p>Its terms are the parts' values by their names («count», or «count[0]» and «count[1]» where
 * the name comes twice) and the parts' own terms below them («count.rss»), all unweighted and none
 * of them normalised: a part that is to be counts by its {@link Scales scale} only once the sum is
 * put on some.
 */
final class WeightedSum implements Reward {

  private final List<Part> parts;

  /** One summand. */
  record Part(String name, double weight, Reward reward, boolean normalised) {

    private Part heeding(Caller caller) {
      return new Part(name, weight, reward.heeding(caller), normalised);
    }
  }

  WeightedSum(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  @Override
  public List<Score> score(List<RgbImage> images) {
    List<List<Score>> byPart = parts.stream().map(part -> part.reward().score(images)).toList();
    return IntStream.range(0, images.size())
        .mapToObj(image -> sum(byPart.stream().map(scores -> scores.get(image)).toList()))
        .toList();
  }

  @Override
  public Reward heeding(Caller caller) {
    return new WeightedSum(parts.stream().map(part -> part.heeding(caller)).toList());
  }

  @Override
  public Map<String, RewardUse> used() {
    return RewardUse.together(parts.stream().map(part -> part.reward().used()).toList());
  }

  /** The sum of its parts' functions, if all of them are such, and none is on a moving scale. */
  @Override
  public Optional<ImageFunction> differentiable() {
    if (parts.stream().anyMatch(Part::normalised)) {
      return Optional.empty();
    }
    List<Optional<ImageFunction>> functions =
        parts.stream().map(part -> part.reward().differentiable()).toList();
    return functions.stream().allMatch(Optional::isPresent)
        ? Optional.of(weighted(functions.stream().map(Optional::orElseThrow).toList()))
        : Optional.empty();
  }

  private ImageFunction weighted(List<ImageFunction> functions) {
    return (scope, images) ->
        IntStream.range(0, parts.size())
            .mapToObj(
                part ->
                    functions
                        .get(part)
                        .record(scope, images)
                        .times(scope.scalar((float) parts.get(part).weight())))
            .reduce(Tensor::plus)
            .orElseThrow();
  }

  /** The sum of one image's scores, one a part; unknown where one of them is. */
  private Score sum(List<Score> scores) {
    if (!scores.stream().allMatch(Score::isKnown)) {
      return Score.UNKNOWN;
    }
    double sum = 0;
    Map<String, Double> terms = new HashMap<>();
    for (int index = 0; index < parts.size(); index++) {
      Part part = parts.get(index);
      Score score = scores.get(index);
      sum += part.weight() * score.value();
      terms.put(part.name(), score.value());
      score.terms().forEach((name, value) -> terms.put(part.name() + "." + name, value));
    }
    return new Score(sum, terms);
  }

  @Override
  public Set<String> normalised() {
    return parts.stream().filter(Part::normalised).map(Part::name).collect(Collectors.toSet());
  }

  @Override
  public Score on(Scales scales, Score score) {
    if (!score.isKnown()) {
      return score;
    }
    double sum = 0;
    for (Part part : parts) {
      double value = Objects.requireNonNull(score.terms().get(part.name()));
      sum += part.weight() * (part.normalised() ? scales.of(part.name()).of(value) : value);
    }
    return new Score(sum, score.terms());
  }
}
