package dev.rollover.request;

import dev.rollover.model.ImageSizes;
import dev.rollover.model.MemoryPlan;
import dev.rollover.model.ModelDevices;
import dev.rollover.model.ServedModel;
import dev.rollover.model.ServedModels;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardKinds;
import java.util.Arrays;
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
        model.family(),
        sizes.multiple(),
        sizes.largest(),
        sizes.multiple(),
        devices(model.devices()),
        memory(models.memory(model)),
        model.reading().tokens(),
        model.reading().takesNegativePrompt(),
        resolver.defaults(model));
  }

  private static List<Memory> memory(MemoryPlan plan) {
    return plan.parts().stream()
        .map(part -> new Memory(part.name(), part.device(), part.bytes(), part.streamed()))
        .toList();
  }

  private static Devices devices(ModelDevices devices) {
    return new Devices(devices.transformer(), devices.encoders(), devices.decoder());
  }

  @Override
  public List<Algorithm> algorithms() {
    return Arrays.stream(dev.rollover.search.Algorithm.values())
        .map(ServedCatalogue::describe)
        .toList();
  }

  private static Algorithm describe(dev.rollover.search.Algorithm search) {
    Map<String, String> allowed = new TreeMap<>();
    search.settings().forEach(setting -> allowed.put(setting.name(), setting.allowed()));
    return new Algorithm(
        search.label(),
        search.description(),
        allowed,
        search.jsonSchema(),
        SearchMapping.defaults(search));
  }

  /** Without those that judge no image of the models that are served. */
  @Override
  public List<Reward> rewards() {
    return rewards.all().stream()
        .map(this::describe)
        .filter(reward -> !reward.models().isEmpty())
        .toList();
  }

  private Reward describe(RewardKind kind) {
    return new Reward(
        kind.name(),
        kind.description(),
        kind.parameters(),
        kind.jsonSchema(),
        models.all().stream()
            .filter(model -> rewards.of(model).all().contains(kind))
            .map(ServedModel::name)
            .toList(),
        kind.differentiable(),
        kind.outage().orElse(null));
  }
}
