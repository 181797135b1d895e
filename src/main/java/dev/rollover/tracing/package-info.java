/**
 * One trace a generation, from its submission to its last device call; nothing unless asked for.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"generation", "run", "tensor"})
package dev.rollover.tracing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
