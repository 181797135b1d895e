/** What a generation is, from what a client asks for to what became of it. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.rollover.generation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
