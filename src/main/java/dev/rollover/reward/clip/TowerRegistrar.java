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

/**
 * Registers the beans of each network: itself, loaded before anything is served, and the kind of
 * reward over it.
 */
class TowerRegistrar implements BeanRegistrar {

  private static final Logger LOG = LoggerFactory.getLogger(TowerRegistrar.class);

  @Override
  public void register(BeanRegistry registry, Environment environment) {
    RewardProperties properties =
        Binder.get(environment).bindOrCreate(RewardProperties.PREFIX, RewardProperties.class);
    for (int index = 0; index < properties.clip().size(); index++) {
      registerClip(registry, index, "clip[%d]".formatted(index));
    }
    for (int index = 0; index < properties.aesthetic().size(); index++) {
      registerAesthetic(registry, index, "aesthetic[%d]".formatted(index));
    }
  }

  private static void registerClip(BeanRegistry registry, int index, String bean) {
    registry.registerBean(
        bean + ".network",
        OnDevice.class,
        spec -> spec.supplier(context -> towers(context, clip(context, index))));
    registry.registerBean(
        bean + ".kind",
        RewardKind.class,
        spec ->
            spec.order(1)
                .supplier(
                    context ->
                        new ClipRewardKind(
                            clip(context, index),
                            (TwoTowers) context.bean(bean + ".network", OnDevice.class).network(),
                            observer(context))));
  }

  private static void registerAesthetic(BeanRegistry registry, int index, String bean) {
    registry.registerBean(
        bean + ".network",
        OnDevice.class,
        spec -> spec.supplier(context -> aesthetic(context, aesthetic(context, index))));
    registry.registerBean(
        bean + ".kind",
        RewardKind.class,
        spec ->
            spec.order(1)
                .supplier(
                    context ->
                        new AestheticRewardKind(
                            aesthetic(context, index).name(),
                            (AestheticNetwork)
                                context.bean(bean + ".network", OnDevice.class).network(),
                            observer(context))));
  }

  private static ClipProperties clip(SupplierContext context, int index) {
    return context.bean(RewardProperties.class).clip().get(index);
  }

  private static AestheticProperties aesthetic(SupplierContext context, int index) {
    return context.bean(RewardProperties.class).aesthetic().get(index);
  }

  private static OnDevice<TwoTowers> towers(SupplierContext context, ClipProperties properties) {
    DeviceWorker worker = context.bean(DeviceWorker.class);
    return loaded(
        properties.name(),
        properties.folder(),
        worker,
        () ->
            TwoTowers.load(
                properties.name(),
                Path.of(properties.folder()),
                context.bean(Device.class),
                worker,
                properties.largestBatch()));
  }

  private static OnDevice<AestheticNetwork> aesthetic(
      SupplierContext context, AestheticProperties properties) {
    DeviceWorker worker = context.bean(DeviceWorker.class);
    Path folder = Path.of(properties.folder());
    return loaded(
        properties.name(),
        properties.folder(),
        worker,
        () ->
            AestheticNetwork.load(
                properties.name(),
                folder,
                properties.head() == null ? folder : Path.of(properties.head()),
                context.bean(Device.class),
                worker,
                properties.largestBatch()));
  }

  /** Loads a network. */
  private interface Loading<N> {
    N load() throws IOException;
  }

  private static <N extends AutoCloseable> OnDevice<N> loaded(
      String name, String folder, DeviceWorker worker, Loading<N> loading) {
    try {
      OnDevice<N> network = new OnDevice<>(loading.load(), worker);
      LOG.info("Reward {} is loaded from {}", name, folder);
      return network;
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot load reward " + name, unreadable);
    }
  }

  private static RewardObserver observer(SupplierContext context) {
    return RewardObserver.all(context.beanProvider(RewardObserver.class).orderedStream().toList());
  }
}
