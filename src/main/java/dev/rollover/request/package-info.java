/** From what a client said to a request with every value said, and what there is to ask for. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"generation", "settings", "flow", "search", "model", "reward"})
package dev.rollover.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
