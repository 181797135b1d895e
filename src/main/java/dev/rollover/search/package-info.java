/** Searches: one file an algorithm, and the ledger that all of them keep. */
@NullMarked
@ApplicationModule(allowedDependencies = {"settings", "flow", "model", "reward"})
package dev.rollover.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
