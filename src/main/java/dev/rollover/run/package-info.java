/** What one run of a generation does: its search, its reports, its checkpoints, its files. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "generation",
      "store",
      "request",
      "search",
      "model",
      "reward",
      "tensor",
      "time"
    })
package dev.rollover.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
