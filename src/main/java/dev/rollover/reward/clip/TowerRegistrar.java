package dev.rollover.reward.clip;

import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.RewardProperties;
import dev.rollover.reward.vision.OnDevice;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Registers a kind of reward for each network, which is loaded before anything is served. */
class TowerRegistrar implements BeanRegistrar {

  private static final Logger LOG = LoggerFactory.getLogger(TowerRegistrar.class);

  /** Loads a network and makes its kind of reward. */
  private interface Making {
    RewardKind make(SupplierContext context, int index) throws IOException;
  }

  @Override
  public void register(BeanRegistry registry, Environment environment) {
    RewardProperties properties =
        Binder.get(environment).bindOrCreate(RewardProperties.PREFIX, RewardProperties.class);
    register(registry, "clip", properties.clip().size(), TowerRegistrar::clip);
    register(registry, "aesthetic", properties.aesthetic().size(), TowerRegistrar::aesthetic);
  }

  private static void register(BeanRegistry registry, String of, int networks, Making making) {
    for (int network = 0; network < networks; network++) {
      int index = network;
      registry.registerBean(
          "%s[%d]".formatted(of, index),
          RewardKind.class,
          spec -> spec.order(1).supplier(context -> made(making, context, index)));
    }
  }

  private static RewardKind made(Making making, SupplierContext context, int index) {
    try {
      RewardKind kind = making.make(context, index);
      LOG.info("The network of the reward {} is loaded", kind.name());
      return kind;
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot load the network of a reward", unreadable);
    }
  }

  private static RewardKind clip(SupplierContext context, int index) throws IOException {
    ClipProperties properties = context.bean(RewardProperties.class).clip().get(index);
    DeviceWorker worker = context.bean(DeviceWorker.class);
    TwoTowers towers =
        TwoTowers.load(
            properties.name(),
            Path.of(properties.folder()),
            context.bean(Device.class),
            worker,
            properties.largestBatch());
    return new ClipRewardKind(properties, new OnDevice<>(towers, worker::close), observer(context));
  }

  private static RewardKind aesthetic(SupplierContext context, int index) throws IOException {
    AestheticProperties properties = context.bean(RewardProperties.class).aesthetic().get(index);
    DeviceWorker worker = context.bean(DeviceWorker.class);
    String head = properties.head() == null ? properties.folder() : properties.head();
    AestheticNetwork network =
        AestheticNetwork.load(
            properties.name(),
            Path.of(properties.folder()),
            Path.of(head),
            context.bean(Device.class),
            worker,
            properties.largestBatch());
    return new AestheticRewardKind(
        properties.name(), new OnDevice<>(network, worker::close), observer(context));
  }

  private static RewardObserver observer(SupplierContext context) {
    return RewardObserver.all(context.beanProvider(RewardObserver.class).orderedStream().toList());
  }
}
