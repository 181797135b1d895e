/** All of DJL: programs, weights, scopes, devices, and the worker that owns a device. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.rollover.tensor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
