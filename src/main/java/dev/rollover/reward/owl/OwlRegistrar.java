package dev.rollover.reward.owl;

import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardProperties;
import dev.rollover.reward.vision.NetworkRegistrar;
import dev.rollover.reward.vision.OnDevice;
import dev.rollover.reward.vision.Place;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;

/** Registers the kinds of reward over OWLv2. */
class OwlRegistrar extends NetworkRegistrar {

  @Override
  protected void register(BeanRegistry registry, RewardProperties properties) {
    register(registry, "detector", properties.detector().size(), OwlRegistrar::kind);
  }

  private static RewardKind kind(SupplierContext context, int index) throws IOException {
    DetectorProperties properties = context.bean(RewardProperties.class).detector().get(index);
    Place place = place(context, properties.device());
    OwlNetwork network =
        OwlNetwork.load(
            Path.of(properties.folder()),
            new OwlNetwork.Loading(
                properties.timedAs(), place.device(), place.worker(), properties.largestBatch()));
    return new DetectorRewardKind(
        properties, new OnDevice<>(network, place.worker()::close), observer(context));
  }
}
