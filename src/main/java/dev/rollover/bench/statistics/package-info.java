/** What figures of a few prompts say of all: intervals. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.rollover.bench.statistics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
