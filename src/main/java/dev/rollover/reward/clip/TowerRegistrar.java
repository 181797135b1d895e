package dev.rollover.reward.clip;

import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.RewardProperties;
import dev.rollover.reward.vision.NetworkLoad;
import dev.rollover.reward.vision.NetworkRegistrar;
import dev.rollover.reward.vision.Place;
import java.nio.file.Path;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;

/** Registers the kinds of reward over CLIP and SigLIP, and over heads on CLIP. */
class TowerRegistrar extends NetworkRegistrar {

  @Override
  protected void register(BeanRegistry registry, RewardProperties properties) {
    register(registry, "clip", properties.clip().size(), TowerRegistrar::clip);
    register(registry, "aesthetic", properties.aesthetic().size(), TowerRegistrar::aesthetic);
  }

  private static NetworkLoad<?> clip(SupplierContext context, int index) {
    ClipProperties properties = context.bean(RewardProperties.class).clip().get(index);
    Place place = place(context, properties.device());
    RewardObserver observer = observer(context);
    return new NetworkLoad<TwoTowers>(
        properties.name(),
        place,
        () ->
            TwoTowers.load(
                properties.name(),
                Path.of(properties.folder()),
                place.device(),
                place.worker(),
                properties.largestBatch()),
        towers -> new ClipRewardKind(properties, towers, observer));
  }

  private static NetworkLoad<?> aesthetic(SupplierContext context, int index) {
    AestheticProperties properties = context.bean(RewardProperties.class).aesthetic().get(index);
    Place place = place(context, properties.device());
    String head = properties.head() == null ? properties.folder() : properties.head();
    RewardObserver observer = observer(context);
    return new NetworkLoad<AestheticNetwork>(
        properties.name(),
        place,
        () ->
            AestheticNetwork.load(
                properties.name(),
                Path.of(properties.folder()),
                Path.of(head),
                place.device(),
                place.worker(),
                properties.largestBatch()),
        network -> new AestheticRewardKind(properties, network, observer));
  }
}
