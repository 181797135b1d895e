package dev.rollover.search;

import java.util.ArrayList;
import java.util.List;

/** Gathers every fault of some settings, then refuses them all at once. */
final class SettingsCheck {

  private final List<SettingFault> faults = new ArrayList<>();

  SettingsCheck within(String field, int value, int least, int most) {
    return require(
        value >= least && value <= most,
        field,
        least == most
            ? "must be %d, not %d".formatted(least, value)
            : "must be from %d to %d, not %d".formatted(least, most, value));
  }

  SettingsCheck within(String field, double value, double least, double most) {
    return require(
        value >= least && value <= most,
        field,
        "must be from %s to %s, not %s".formatted(least, most, value));
  }

  SettingsCheck require(boolean holds, String field, String message) {
    if (!holds) {
      faults.add(new SettingFault(field, message));
    }
    return this;
  }

  SettingsCheck refuse(String field, String message) {
    return require(false, field, message);
  }

  /** These faults and those of another check, to be thrown. */
  InvalidSettingsException and(InvalidSettingsException others) {
    List<SettingFault> all = new ArrayList<>(faults);
    all.addAll(others.faults());
    return new InvalidSettingsException(all);
  }

  void refuseFaults() {
    if (!faults.isEmpty()) {
      throw new InvalidSettingsException(faults);
    }
  }
}
