/** Who runs when: submission, admission, the queue and its workers, and the door to all of it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"generation", "store", "request", "run", "time"})
package dev.rollover.queue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
