/**
 * What a request is likely to take before it is sent: its search on a toy that charges what calls
 * have been measured to take.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "generation",
      "request",
      "run",
      "search",
      "settings",
      "model",
      "reward",
      "tensor",
      "time"
    })
package dev.rollover.estimate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
