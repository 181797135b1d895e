package dev.rollover.store;

import java.util.List;

/** How a process reaches a database. */
public record DatabaseAddress(String url, String user, String password) {

  /** What the URL has after its last slash and before its parameters. */
  String name() {
    return url.replaceFirst("^.*/", "").replaceFirst("\\?.*$", "");
  }

  /** As arguments of the service. */
  public List<String> arguments() {
    return List.of(
        "--spring.datasource.url=" + url,
        "--spring.datasource.username=" + user,
        "--spring.datasource.password=" + password);
  }
}
