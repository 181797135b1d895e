/** Flow models: what a prompt and a latent go through. */
@NullMarked
@ApplicationModule(allowedDependencies = {"tensor"})
package dev.rollover.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
