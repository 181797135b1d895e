/** Where generations are kept: the database, and the transitions that change it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"generation"})
package dev.rollover.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
