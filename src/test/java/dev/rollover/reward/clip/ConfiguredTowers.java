package dev.rollover.reward.clip;

import org.jspecify.annotations.NullMarked;

/** What makes rewards of the configured towers, for tests of what such rewards use. */
@NullMarked
public final class ConfiguredTowers {

  public static final Class<?> TYPE = TowerConfiguration.class;

  private ConfiguredTowers() {}
}
