package dev.rollover.reward.ocr;

import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.RewardProperties;
import dev.rollover.reward.vision.OnDevice;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Registers the reward that reads where ONNX Runtime and the models are, which the service does
 * without otherwise. It stands behind the rewards that need no network.
 */
class OcrRegistrar implements BeanRegistrar {

  private static final Logger LOG = LoggerFactory.getLogger(OcrRegistrar.class);

  /** Images of one job after which another's come first: one may take a second. */
  private static final int MOST_ROWS = 4;

  @Override
  public void register(BeanRegistry registry, Environment environment) {
    OcrProperties properties =
        Binder.get(environment).bindOrCreate(RewardProperties.PREFIX, RewardProperties.class).ocr();
    if (Boolean.FALSE.equals(properties.enabled())) {
      return;
    }
    ClassLoader loader = Objects.requireNonNull(ClassUtils.getDefaultClassLoader());
    OcrModels models = models(properties, loader);
    Optional<String> lacking = lacking(models, loader);
    if (lacking.isEmpty()) {
      registry.registerBean(
          "ocr",
          RewardKind.class,
          spec -> spec.order(1).supplier(context -> kind(context, models)));
    } else if (Boolean.TRUE.equals(properties.enabled())) {
      throw new IllegalStateException(
          RewardProperties.PREFIX + ".ocr.enabled is true, but " + lacking.get());
    } else {
      LOG.info("The reward ocr is not offered, since {}", lacking.get());
    }
  }

  private static OcrModels models(OcrProperties properties, ClassLoader loader) {
    return properties.models() == null
        ? OcrModels.onClassPath(loader)
        : OcrModels.in(Path.of(properties.models()));
  }

  private static Optional<String> lacking(OcrModels models, ClassLoader loader) {
    if (!ClassUtils.isPresent("ai.onnxruntime.OrtEnvironment", loader)) {
      return Optional.of("ONNX Runtime is not on the class path");
    }
    return models.areThere()
        ? Optional.empty()
        : Optional.of("PP-OCR's models are not on the class path");
  }

  private static RewardKind kind(SupplierContext context, OcrModels models) {
    OcrProperties properties = context.bean(RewardProperties.class).ocr();
    LazyReader reader =
        new LazyReader(
            () ->
                TextReader.load(models, properties.shortestSide(), properties.threadsOfOneImage()));
    // A thread of its own: those of the host's other rewards are not to wait for it.
    DeviceWorker worker =
        new DeviceWorker(
            "rewards-ocr",
            MOST_ROWS,
            DeviceObserver.all(
                context.beanProvider(DeviceObserver.class).orderedStream().toList()));
    return new OcrRewardKind(
        new OnDevice<>(reader, worker::close),
        worker,
        RewardObserver.all(context.beanProvider(RewardObserver.class).orderedStream().toList()));
  }
}
