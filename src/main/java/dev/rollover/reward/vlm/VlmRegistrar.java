package dev.rollover.reward.vlm;

import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.RewardProperties;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.time.Ticker;
import java.util.function.BiFunction;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Registers the beans of each endpoint: itself, who tries it out, and the kinds of reward over it.
 */
class VlmRegistrar implements BeanRegistrar {

  @Override
  public void register(BeanRegistry registry, Environment environment) {
    int endpoints =
        Binder.get(environment)
            .bindOrCreate(RewardProperties.PREFIX, RewardProperties.class)
            .vlm()
            .size();
    for (int index = 0; index < endpoints; index++) {
      register(registry, index, "vlm[%d]".formatted(index));
    }
  }

  private static void register(BeanRegistry registry, int index, String bean) {
    registry.registerBean(
        bean + ".endpoint",
        VlmEndpoint.class,
        spec -> spec.supplier(context -> endpoint(context, index)));
    registry.registerBean(
        bean + ".probe",
        VlmProbe.class,
        spec -> spec.supplier(context -> new VlmProbe(judge(context, bean))));
    kind(registry, index, bean, "", VlmRewardKind::new);
    kind(registry, index, bean, ".grade", ChecklistRewardKind::grading);
    kind(registry, index, bean, ".erase", ChecklistRewardKind::erasing);
    kind(registry, index, bean, ".count", TallyRewardKind::new);
  }

  /** Those of one endpoint stand together, behind the rewards that need none. */
  private static void kind(
      BeanRegistry registry,
      int index,
      String bean,
      String suffix,
      BiFunction<Judge, VlmProbe, RewardKind> kind) {
    registry.registerBean(
        bean + ".kind" + suffix,
        RewardKind.class,
        spec ->
            spec.order(1 + index)
                .supplier(
                    context ->
                        kind.apply(
                            judge(context, bean), context.bean(bean + ".probe", VlmProbe.class))));
  }

  private static VlmEndpoint endpoint(SupplierContext context, int index) {
    return new VlmEndpoint(
        context.bean(RewardProperties.class).vlm().get(index),
        RewardObserver.all(context.beanProvider(RewardObserver.class).orderedStream().toList()),
        DeviceObserver.all(context.beanProvider(DeviceObserver.class).orderedStream().toList()),
        context.bean(Ticker.class));
  }

  private static Judge judge(SupplierContext context, String bean) {
    return new Judge(context.bean(bean + ".endpoint", VlmEndpoint.class));
  }
}
