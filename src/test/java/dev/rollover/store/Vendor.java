package dev.rollover.store;

/** The databases that the service runs on. */
public enum Vendor {
  H2,
  POSTGRESQL
}
