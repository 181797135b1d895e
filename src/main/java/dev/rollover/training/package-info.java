/** Trains the bundled model from nothing. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "model",
      "model :: flux",
      "model :: pipeline",
      "model :: vqa",
      "shapes",
      "tensor"
    })
package dev.rollover.training;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
