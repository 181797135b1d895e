/**
 * The bundled model's world: scenes, their captions, a renderer and the parser that reads images
 * back.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.rollover.shapes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
