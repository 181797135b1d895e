/** Trains the bundled model from nothing. */
@NullMarked
@ApplicationModule(allowedDependencies = {"model", "shapes", "tensor"})
package dev.rollover.training;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
