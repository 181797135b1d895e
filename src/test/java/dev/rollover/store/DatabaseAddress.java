package dev.rollover.store;

import java.util.List;

/** How a process reaches a database. */
public record DatabaseAddress(String url, String user, String password) {

  /** As arguments of the service. */
  public List<String> arguments() {
    return List.of(
        "--spring.datasource.url=" + url,
        "--spring.datasource.username=" + user,
        "--spring.datasource.password=" + password);
  }
}
