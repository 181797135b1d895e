/** Meters and actuator endpoints, fed by events. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"generation", "run", "queue", "model", "reward", "search", "tensor"})
package dev.rollover.monitor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
