/** A generation's life: accepted, queued, run, stored. */
@NullMarked
@ApplicationModule(allowedDependencies = {"flow", "search", "model", "reward"})
package dev.rollover.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
