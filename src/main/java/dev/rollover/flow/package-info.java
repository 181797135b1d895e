/** The mathematics of flows on plain doubles: interpolants, conversions, time grids, steps. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.rollover.flow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
