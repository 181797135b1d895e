/** Folders of FLUX.1's true size with random weights, and how they load and run. */
@NullMarked
@ApplicationModule(allowedDependencies = {"model", "model :: flux", "tensor"})
package dev.rollover.bench.fullsize;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
