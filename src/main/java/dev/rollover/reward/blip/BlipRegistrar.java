package dev.rollover.reward.blip;

import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardProperties;
import dev.rollover.reward.vision.NetworkRegistrar;
import dev.rollover.reward.vision.OnDevice;
import dev.rollover.reward.vision.Place;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;

/** Registers the kinds of reward over ImageRewards. */
class BlipRegistrar extends NetworkRegistrar {

  @Override
  protected void register(BeanRegistry registry, RewardProperties properties) {
    register(registry, "imageReward", properties.imageReward().size(), BlipRegistrar::kind);
  }

  private static RewardKind kind(SupplierContext context, int index) throws IOException {
    ImageRewardProperties properties =
        context.bean(RewardProperties.class).imageReward().get(index);
    Place place = place(context, properties.device());
    ImageRewardNetwork network =
        ImageRewardNetwork.load(
            properties.name(),
            Path.of(properties.folder()),
            place.device(),
            place.worker(),
            properties.largestBatch());
    return new ImageRewardKind(
        properties, new OnDevice<>(network, place.worker()::close), observer(context));
  }
}
