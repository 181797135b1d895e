package dev.rollover.model;

/** A served model with its weights on a device. */
public interface LoadedModel extends ServedModel, AutoCloseable {

  /** Gives the device's memory back; no call may run any more. */
  @Override
  void close();
}
