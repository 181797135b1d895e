/** HTTP at the edge: controllers, request and answer records, problems. */
@NullMarked
@ApplicationModule(allowedDependencies = {"job", "search"})
package dev.rollover.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
