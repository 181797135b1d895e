package dev.rollover.settings;

import java.util.List;
import java.util.stream.Collectors;

/** Settings that nothing can be done with, every fault named. */
public class InvalidSettingsException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient List<SettingFault> faults;

  InvalidSettingsException(List<SettingFault> faults) {
    super(
        faults.stream()
            .map(fault -> fault.field() + " " + fault.message())
            .collect(Collectors.joining("; ")));
    this.faults = List.copyOf(faults);
  }

  /** Every fault, in the order of the fields. */
  public List<SettingFault> faults() {
    return faults;
  }
}
