package dev.rollover.tracing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Traces are made when there is an endpoint to send them to. Without one, Spring Boot's own parts
 * for them are left out too: what is not there costs nothing.
 */
class OnEndpoint implements Condition, AutoConfigurationImportFilter, EnvironmentAware {

  /** Spring Boot's own property, which {@code OTEL_EXPORTER_OTLP_ENDPOINT} sets as well. */
  static final String PROPERTY = "management.opentelemetry.tracing.export.otlp.endpoint";

  private static final String[] PACKAGES = {
    "org.springframework.boot.micrometer.tracing.", "org.springframework.boot.opentelemetry."
  };

  private boolean given;

  @Override
  public void setEnvironment(Environment environment) {
    given = isGiven(environment);
  }

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return isGiven(context.getEnvironment());
  }

  @Override
  public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
    boolean[] matches = new boolean[classes.length];
    for (int i = 0; i < classes.length; i++) {
      matches[i] = given || !isForTraces(classes[i]);
    }
    return matches;
  }

  private static boolean isForTraces(@Nullable String name) {
    return name != null && Arrays.stream(PACKAGES).anyMatch(name::startsWith);
  }

  private static boolean isGiven(Environment environment) {
    return StringUtils.hasText(environment.getProperty(PROPERTY));
  }
}
