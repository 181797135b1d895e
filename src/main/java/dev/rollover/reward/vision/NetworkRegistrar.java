package dev.rollover.reward.vision;

import dev.rollover.model.StartLoad;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.RewardProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Registers a kind of reward for each network that is configured, and the network's loading at the
 * start. They stand behind the rewards that need none.
 */
public abstract class NetworkRegistrar implements BeanRegistrar {

  /** Says how a network is loaded, and what kind of reward it makes. */
  protected interface Making {
    NetworkLoad<?> make(SupplierContext context, int index);
  }

  @Override
  public final void register(BeanRegistry registry, Environment environment) {
    register(
        registry,
        Binder.get(environment).bindOrCreate(RewardProperties.PREFIX, RewardProperties.class));
  }

  /** Registers what the properties name. */
  protected abstract void register(BeanRegistry registry, RewardProperties properties);

  /**
   * Registers the networks of one sort.
   *
   * @param of what the properties call the sort
   * @param networks how many there are
   */
  protected static void register(BeanRegistry registry, String of, int networks, Making making) {
    for (int network = 0; network < networks; network++) {
      int index = network;
      String kind = "%s[%d]".formatted(of, index);
      String load = kind + ".network";
      registry.registerBean(
          load,
          StartLoad.class,
          spec -> spec.order(1).supplier(context -> making.make(context, index)));
      registry.registerBean(
          kind,
          RewardKind.class,
          spec -> spec.order(1).supplier(context -> context.bean(load, NetworkLoad.class).kind()));
    }
  }

  /**
   * Where a network is to be.
   *
   * @param device by its name; null for the model's
   */
  protected static Place place(SupplierContext context, @Nullable String device) {
    return Place.of(context, device);
  }

  /** Whoever hears of rewards. */
  protected static RewardObserver observer(SupplierContext context) {
    return RewardObserver.all(context.beanProvider(RewardObserver.class).orderedStream().toList());
  }
}
