/**
 * Settings that say of themselves what they mean and may be: a record's components, from which come
 * its checks, its JSON and its JSON Schema.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.rollover.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
