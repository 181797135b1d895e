package dev.rollover.tracing;

import dev.rollover.tensor.DeviceObserver;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;

/** Traces the calls to devices that runs make. */
class CallTraces implements DeviceObserver {

  private final Tracer tracer;

  CallTraces(Tracer tracer) {
    this.tracer = tracer;
  }

  /** Of batches, which belong to no one generation, nothing is traced. */
  @Override
  public void ran(String operation, int rows, int calls, Duration time) {}

  @Override
  public Wait waits(String operation, int rows) {
    if (!Span.current().isRecording()) {
      return Wait.UNHEARD;
    }
    Span span =
        tracer.spanBuilder(operation).setAttribute("rollover.rows", (long) rows).startSpan();
    return new Traced(span);
  }

  private record Traced(Span span) implements Wait {

    @Override
    public void failed(Throwable failure) {
      span.recordException(failure);
      span.setStatus(StatusCode.ERROR);
    }

    @Override
    public void close() {
      span.end();
    }
  }
}
