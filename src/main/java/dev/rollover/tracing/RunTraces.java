package dev.rollover.tracing;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationEnded;
import dev.rollover.generation.GenerationError;
import dev.rollover.generation.Names;
import dev.rollover.run.RunFollower;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.Objects;
import org.springframework.context.event.EventListener;

/** Traces runs, and once a generation has ended, the whole of it. */
class RunTraces implements RunFollower {

  private final GenerationTracer tracer;

  RunTraces(GenerationTracer tracer) {
    this.tracer = tracer;
  }

  @Override
  @SuppressWarnings("MustBeClosed") // Closed with what is returned, on the same thread.
  public Following begin(Generation generation) {
    Span span = tracer.run(generation);
    return new Traced(span, span.makeCurrent());
  }

  private record Traced(Span span, Scope scope) implements Following {

    @Override
    public void failed(Throwable failure) {
      span.recordException(failure);
      span.setStatus(StatusCode.ERROR);
    }

    @Override
    public void close() {
      scope.close();
      span.end();
    }
  }

  @EventListener
  void ended(GenerationEnded event) {
    Generation generation = event.generation();
    Span span = tracer.whole(generation);
    span.setAttribute("rollover.status", Names.of(generation.status()));
    span.setAttribute("rollover.nfe", generation.outcome().spending().nfe().used());
    GenerationError error = generation.error();
    if (error != null) {
      span.setStatus(StatusCode.ERROR, error.message());
    }
    span.end(Objects.requireNonNull(generation.endedAt()));
  }
}
