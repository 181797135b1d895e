/** Figures as pictures: axes, charts and grids of images, as SVG. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.rollover.plot;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
