/** Reruns the paper's tables on any model, and measures the service as its clients see it. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"search", "model", "model :: flux", "reward", "shapes", "tensor"})
package dev.rollover.bench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
