package dev.rollover.model;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The health of the models: out of service until all are loaded, telling how far each is. */
final class ModelsHealth implements HealthIndicator {

  private final StartLoading loading;

  ModelsHealth(StartLoading loading) {
    this.loading = loading;
  }

  @Override
  public Health health() {
    Health.Builder health = loading.isDone() ? Health.up() : Health.outOfService();
    loading.details().forEach(health::withDetail);
    return health.build();
  }
}
