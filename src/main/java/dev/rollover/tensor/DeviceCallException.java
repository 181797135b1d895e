package dev.rollover.tensor;

import org.jspecify.annotations.Nullable;

/** A call that a device could not answer. */
public sealed class DeviceCallException extends RuntimeException
    permits DeviceOutOfMemoryException {

  DeviceCallException(BatchKey key, String what, @Nullable Throwable cause) {
    super("the call '%s' %s".formatted(key.operation(), what), cause);
  }
}
