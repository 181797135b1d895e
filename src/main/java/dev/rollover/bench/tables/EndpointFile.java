package dev.rollover.bench.tables;

import dev.rollover.reward.RewardProperties;
import dev.rollover.reward.vlm.EndpointProperties;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/**
 * A file of the service's properties of which {@code rollover.rewards.vlm} counts; YAML, or {@code
 * .properties}. Placeholders such as {@code ${JUDGE_KEY}} are looked up in the environment.
 */
final class EndpointFile {

  private EndpointFile() {}

  /**
   * Its endpoints.
   *
   * @throws IOException if it cannot be read
   * @throws RuntimeException naming the property that is unknown or wrong
   */
  static List<EndpointProperties> read(Path file) throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    loader(file)
        .load(file.toString(), new ByteArrayResource(Files.readAllBytes(file)))
        .forEach(environment.getPropertySources()::addLast);
    try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
      BindHandler strict =
          new ValidationBindHandler(
              new NoUnboundElementsBindHandler(BindHandler.DEFAULT),
              new SpringValidatorAdapter(validators.getValidator()));
      return Binder.get(environment)
          .bindOrCreate(RewardProperties.PREFIX, Bindable.of(RewardProperties.class), strict)
          .vlm();
    }
  }

  private static PropertySourceLoader loader(Path file) {
    return file.toString().endsWith(".properties")
        ? new PropertiesPropertySourceLoader()
        : new YamlPropertySourceLoader();
  }
}
