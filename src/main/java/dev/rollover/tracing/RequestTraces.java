package dev.rollover.tracing;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * Says in the trace of a request which generation it is about; and in the trace of a generation,
 * which request brought it.
 */
class RequestTraces
    implements ObservationFilter, ObservationHandler<ServerRequestObservationContext> {

  private static final Pattern GENERATION =
      Pattern.compile("/v1/generations/([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\\b");

  private final GenerationTracer tracer;
  private final InstantSource clock;

  RequestTraces(GenerationTracer tracer, InstantSource clock) {
    this.tracer = tracer;
    this.clock = clock;
  }

  @Override
  public Observation.Context map(Observation.Context context) {
    if (context instanceof ServerRequestObservationContext request) {
      about(request)
          .or(() -> submitted(request))
          .map(id -> KeyValue.of(GenerationTracer.GENERATION, id.toString()))
          .ifPresent(context::addHighCardinalityKeyValue);
    }
    return context;
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    return context instanceof ServerRequestObservationContext;
  }

  @Override
  public void onStart(ServerRequestObservationContext request) {
    request.put(RequestTraces.class, clock.instant());
  }

  @Override
  public void onStop(ServerRequestObservationContext request) {
    submitted(request).ifPresent(generation -> submit(generation, request));
  }

  private void submit(UUID generation, ServerRequestObservationContext request) {
    SpanBuilder builder = tracer.part("submit", generation).setSpanKind(SpanKind.PRODUCER);
    Instant start = request.get(RequestTraces.class);
    if (start != null) {
      builder.setStartTimestamp(start);
    }
    TracingContext tracing = request.get(TracingContext.class);
    if (tracing != null && tracing.getSpan() != null) {
      builder.addLink(link(tracing.getSpan().context()));
    }
    builder.startSpan().end(clock.instant());
  }

  private static SpanContext link(TraceContext request) {
    boolean sampled = Boolean.TRUE.equals(request.sampled());
    return SpanContext.create(
        request.traceId(),
        request.spanId(),
        sampled ? TraceFlags.getSampled() : TraceFlags.getDefault(),
        TraceState.getDefault());
  }

  private static Optional<UUID> about(ServerRequestObservationContext context) {
    HttpServletRequest request = context.getCarrier();
    return request == null ? Optional.empty() : generation(request.getRequestURI());
  }

  private static Optional<UUID> submitted(ServerRequestObservationContext context) {
    HttpServletResponse response = context.getResponse();
    return response == null ? Optional.empty() : generation(response.getHeader("Location"));
  }

  private static Optional<UUID> generation(@Nullable String address) {
    Matcher matcher = GENERATION.matcher(address == null ? "" : address);
    return matcher.find() ? Optional.of(UUID.fromString(matcher.group(1))) : Optional.empty();
  }
}
