package dev.rollover.request;

import dev.rollover.flow.DiffusionCoefficient;
import dev.rollover.generation.Names;
import dev.rollover.model.ImageSizes;
import dev.rollover.model.ServedModel;
import dev.rollover.model.ServedModels;
import dev.rollover.reward.RewardKinds;
import dev.rollover.search.Grid;
import dev.rollover.search.Path;
import dev.rollover.search.Sampler;
import dev.rollover.search.SearchSettings;
import dev.rollover.search.Variant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** {@link Catalogue} of what the other rooms offer. */
@Component
class ServedCatalogue implements Catalogue {

  private final ServedModels models;
  private final RewardKinds rewards;
  private final RequestResolver resolver;

  ServedCatalogue(ServedModels models, RewardKinds rewards, RequestResolver resolver) {
    this.models = models;
    this.rewards = rewards;
    this.resolver = resolver;
  }

  @Override
  public List<Model> models() {
    return models.all().stream().map(this::describe).toList();
  }

  private Model describe(ServedModel model) {
    ImageSizes sizes = model.sizes();
    return new Model(
        model.name(),
        model.description(),
        sizes.multiple(),
        sizes.largest(),
        sizes.multiple(),
        resolver.defaults(model));
  }

  @Override
  public List<Algorithm> algorithms() {
    Map<String, String> common = new TreeMap<>();
    common.put("interpolant", "one of: " + Names.all(Path.class));
    common.put("grid", "one of: " + Names.all(Grid.class));
    common.put("steps", range(SearchSettings.FEWEST_STEPS, SearchSettings.MOST_STEPS));
    common.put("chains", range(1, SearchSettings.MOST_CHAINS));
    common.put("diffusion.coefficient", "one of: " + Names.all(DiffusionCoefficient.class));
    common.put("diffusion.norm", "from 0 to " + SearchSettings.LARGEST_NORM);
    common.put("finishSteps", range(1, SearchSettings.MOST_FINISH_STEPS));
    common.put("initialParticles", range(1, SearchSettings.MOST_PARTICLES));

    Map<String, String> rollover = new TreeMap<>(common);
    rollover.put("variant", "one of: " + Names.all(Variant.class));
    rollover.put("sampler", Names.of(Sampler.SDE));
    rollover.put("particles", range(1, SearchSettings.MOST_PARTICLES));

    Map<String, String> bestOfN = new TreeMap<>(common);
    bestOfN.put("sampler", "one of: " + Names.all(Sampler.class));
    return List.of(
        describe(
            "rbf",
            "Rollover Budget Forcing: each step draws candidates until one is better than the"
                + " best before it, and hands the quota that it did not need on to the next",
            rollover),
        describe("bon", "Best of N: independent samples, the best is kept", bestOfN));
  }

  private static Algorithm describe(String name, String description, Map<String, String> settings) {
    return new Algorithm(name, description, settings, SearchMapping.defaults(name));
  }

  private static String range(int least, int most) {
    return "a whole number from %d to %d".formatted(least, most);
  }

  @Override
  public List<Reward> rewards() {
    return rewards.all().stream()
        .map(kind -> new Reward(kind.name(), kind.description(), kind.parameters()))
        .toList();
  }
}
