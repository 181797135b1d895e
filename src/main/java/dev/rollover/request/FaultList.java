package dev.rollover.request;

import dev.rollover.generation.FieldError;
import dev.rollover.generation.InvalidRequestException;
import dev.rollover.generation.Names;
import dev.rollover.reward.InvalidRewardException;
import dev.rollover.settings.InvalidSettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gathers every fault of a request before any of them is answered. */
final class FaultList {

  private final List<FieldError> faults = new ArrayList<>();

  void add(String field, String message) {
    faults.add(new FieldError(field, message));
  }

  void require(boolean holds, String field, String message) {
    if (!holds) {
      add(field, message);
    }
  }

  /** The constant of that name in small letters; absent when none was said or there is none. */
  <E extends Enum<E>> @Nullable E constant(String field, @Nullable String said, Class<E> type) {
    if (said == null) {
      return null;
    }
    for (E constant : type.getEnumConstants()) {
      if (Names.of(constant).equals(said)) {
        return constant;
      }
    }
    add(field, "must be one of: " + Names.all(type));
    return null;
  }

  /** Has another room look at its part of the request. */
  void require(Runnable check) {
    attempt(
        () -> {
          check.run();
          return true;
        });
  }

  /** What another room makes of its part of the request; absent when it refuses. */
  <T> @Nullable T attempt(Supplier<T> part) {
    try {
      return part.get();
    } catch (InvalidSettingsException refused) {
      refused.faults().forEach(fault -> add(fault.field(), fault.message()));
    } catch (InvalidRewardException refused) {
      refused.faults().forEach(fault -> add(fault.field(), fault.message()));
    }
    return null;
  }

  /**
   * Ends the gathering.
   *
   * @throws InvalidRequestException when there are any
   */
  void refuse() {
    if (!faults.isEmpty()) {
      throw new InvalidRequestException(faults);
    }
  }
}
