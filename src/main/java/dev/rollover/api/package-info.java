/**
 * HTTP at the edge: controllers, request and answer records, problems. It knows the rooms below
 * {@code queue} only for the names and ranges that go over the wire.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "generation",
      "request",
      "queue",
      "estimate",
      "model",
      "search",
      "settings",
      "flow",
      "time",
      "plot"
    })
package dev.rollover.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
