package dev.rollover.reward.vision;

import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.RewardProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Registers a kind of reward for each network that is configured, which is loaded before anything
 * is served. They stand behind the rewards that need none.
 */
public abstract class NetworkRegistrar implements BeanRegistrar {

  private static final Logger LOG = LoggerFactory.getLogger(NetworkRegistrar.class);

  /** Loads a network and makes its kind of reward. */
  protected interface Making {
    RewardKind make(SupplierContext context, int index) throws IOException;
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
