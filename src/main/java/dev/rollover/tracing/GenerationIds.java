package dev.rollover.tracing;

import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The ids of a generation's trace are its own: the trace's is the generation's without hyphens, the
 * first span's the second half of it. So every process that meets a generation knows its trace, and
 * nothing need be stored with it. All other ids are random.
 */
final class GenerationIds implements IdGenerator {

  private static final ScopedValue<UUID> FIRST = ScopedValue.newInstance();

  private final IdGenerator random = IdGenerator.random();

  static String trace(UUID generation) {
    return generation.toString().replace("-", "");
  }

  static String firstSpan(UUID generation) {
    return trace(generation).substring(16);
  }

  /** Starts a span without a parent as the first of a generation's trace. */
  <S> S asFirstOf(UUID generation, Supplier<S> start) {
    return ScopedValue.where(FIRST, generation).call(start::get);
  }

  @Override
  public String generateTraceId() {
    return FIRST.isBound() ? trace(FIRST.get()) : random.generateTraceId();
  }

  @Override
  public String generateSpanId() {
    return FIRST.isBound() ? firstSpan(FIRST.get()) : random.generateSpanId();
  }
}
