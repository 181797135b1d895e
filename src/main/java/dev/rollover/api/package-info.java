/**
 * HTTP at the edge: controllers, request and answer records, problems. It knows the rooms below
 * {@code job} only for the names and ranges that go over the wire.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"job", "search", "flow"})
package dev.rollover.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
