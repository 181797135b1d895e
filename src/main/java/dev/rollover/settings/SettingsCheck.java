package dev.rollover.settings;

import java.util.ArrayList;
import java.util.List;

/** Gathers every fault of some settings, then refuses them all at once. */
public final class SettingsCheck {

  private final List<SettingFault> faults = new ArrayList<>();

  /** Refuses what is out of a range. */
  public SettingsCheck within(String field, int value, int least, int most) {
    return require(
        value >= least && value <= most,
        field,
        least == most
            ? "must be %d, not %d".formatted(least, value)
            : "must be from %d to %d, not %d".formatted(least, most, value));
  }

  /** Refuses what is out of a range. */
  public SettingsCheck within(String field, double value, double least, double most) {
    return require(
        value >= least && value <= most,
        field,
        "must be from %s to %s, not %s".formatted(least, most, value));
  }

  /** Refuses a field unless something holds. */
  public SettingsCheck require(boolean holds, String field, String message) {
    if (!holds) {
      faults.add(new SettingFault(field, message));
    }
    return this;
  }

  /** Refuses a field. */
  public SettingsCheck refuse(String field, String message) {
    return require(false, field, message);
  }

  /** These faults and those of another check, to be thrown. */
  public InvalidSettingsException and(InvalidSettingsException others) {
    List<SettingFault> all = new ArrayList<>(faults);
    all.addAll(others.faults());
    return new InvalidSettingsException(all);
  }

  /**
   * Ends the check.
   *
   * @throws InvalidSettingsException if there was any fault
   */
  public void refuseFaults() {
    if (!faults.isEmpty()) {
      throw new InvalidSettingsException(faults);
    }
  }
}
