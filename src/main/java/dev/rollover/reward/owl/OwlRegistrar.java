package dev.rollover.reward.owl;

import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.RewardProperties;
import dev.rollover.reward.vision.NetworkLoad;
import dev.rollover.reward.vision.NetworkRegistrar;
import dev.rollover.reward.vision.Place;
import java.nio.file.Path;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;

/** Registers the kinds of reward over OWLv2. */
class OwlRegistrar extends NetworkRegistrar {

  @Override
  protected void register(BeanRegistry registry, RewardProperties properties) {
    register(registry, "detector", properties.detector().size(), OwlRegistrar::kind);
  }

  private static NetworkLoad<?> kind(SupplierContext context, int index) {
    DetectorProperties properties = context.bean(RewardProperties.class).detector().get(index);
    Place place = place(context, properties.device());
    RewardObserver observer = observer(context);
    OwlNetwork.Loading loading =
        new OwlNetwork.Loading(
            properties.timedAs(), place.device(), place.worker(), properties.largestBatch());
    return new NetworkLoad<OwlNetwork>(
        properties.name(),
        place,
        () -> OwlNetwork.load(Path.of(properties.folder()), loading),
        network -> new DetectorRewardKind(properties, network, observer));
  }
}
