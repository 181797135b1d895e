/** Time that passes, whatever is done to the clock on the wall. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.rollover.time;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
