package dev.rollover.reward.blip;

import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.RewardProperties;
import dev.rollover.reward.vision.NetworkLoad;
import dev.rollover.reward.vision.NetworkRegistrar;
import dev.rollover.reward.vision.Place;
import java.nio.file.Path;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;

/** Registers the kinds of reward over ImageRewards. */
class BlipRegistrar extends NetworkRegistrar {

  @Override
  protected void register(BeanRegistry registry, RewardProperties properties) {
    register(registry, "imageReward", properties.imageReward().size(), BlipRegistrar::kind);
  }

  private static NetworkLoad<?> kind(SupplierContext context, int index) {
    ImageRewardProperties properties =
        context.bean(RewardProperties.class).imageReward().get(index);
    Place place = place(context, properties.device());
    RewardObserver observer = observer(context);
    return new NetworkLoad<ImageRewardNetwork>(
        properties.name(),
        place,
        () ->
            ImageRewardNetwork.load(
                properties.name(),
                Path.of(properties.folder()),
                place.device(),
                place.worker(),
                properties.largestBatch()),
        network -> new ImageRewardKind(properties, network, observer));
  }
}
