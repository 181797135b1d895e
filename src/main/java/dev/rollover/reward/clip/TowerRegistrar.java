package dev.rollover.reward.clip;

import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardProperties;
import dev.rollover.reward.vision.NetworkRegistrar;
import dev.rollover.reward.vision.OnDevice;
import dev.rollover.reward.vision.Place;
import java.io.IOException;
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

  private static RewardKind clip(SupplierContext context, int index) throws IOException {
    ClipProperties properties = context.bean(RewardProperties.class).clip().get(index);
    Place place = place(context, properties.device());
    TwoTowers towers =
        TwoTowers.load(
            properties.name(),
            Path.of(properties.folder()),
            place.device(),
            place.worker(),
            properties.largestBatch());
    return new ClipRewardKind(
        properties, new OnDevice<>(towers, place.worker()::close), observer(context));
  }

  private static RewardKind aesthetic(SupplierContext context, int index) throws IOException {
    AestheticProperties properties = context.bean(RewardProperties.class).aesthetic().get(index);
    Place place = place(context, properties.device());
    String head = properties.head() == null ? properties.folder() : properties.head();
    AestheticNetwork network =
        AestheticNetwork.load(
            properties.name(),
            Path.of(properties.folder()),
            Path.of(head),
            place.device(),
            place.worker(),
            properties.largestBatch());
    return new AestheticRewardKind(
        properties, new OnDevice<>(network, place.worker()::close), observer(context));
  }
}
