package dev.rollover.tracing;

import dev.rollover.generation.Generation;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.UUID;

/**
 * Begins the spans of a generation's trace:
 *
 * <pre>
 * generation          from acceptance to its end; told by the process that ended it
 * ├─ submit           the request that brought it
 * └─ run              one for each run, wherever it was
 *    └─ velocity, …   each call to a device, with the wait for its batch
 * </pre>
 */
final class GenerationTracer {

  /** The generation's id, on every span that is about one. */
  static final String GENERATION = "rollover.generation";

  private static final String FIRST = "generation";

  private final Tracer tracer;
  private final Sampler sampler;
  private final GenerationIds ids;

  GenerationTracer(Tracer tracer, Sampler sampler, GenerationIds ids) {
    this.tracer = tracer;
    this.sampler = sampler;
    this.ids = ids;
  }

  /** The whole of a generation, as long as it lived. */
  Span whole(Generation generation) {
    SpanBuilder builder =
        about(generation, tracer.spanBuilder(FIRST).setNoParent())
            .setStartTimestamp(generation.createdAt());
    return ids.asFirstOf(generation.id(), builder::startSpan);
  }

  /** A run of a generation. */
  Span run(Generation generation) {
    return about(generation, part("run", generation.id()))
        .setSpanKind(SpanKind.CONSUMER)
        .setAttribute("rollover.attempt", generation.attempt())
        .startSpan();
  }

  /** A part of a generation's trace. */
  SpanBuilder part(String name, UUID generation) {
    SpanContext whole =
        SpanContext.createFromRemoteParent(
            GenerationIds.trace(generation),
            GenerationIds.firstSpan(generation),
            isSampled(generation) ? TraceFlags.getSampled() : TraceFlags.getDefault(),
            TraceState.getDefault());
    return tracer
        .spanBuilder(name)
        .setParent(Context.root().with(Span.wrap(whole)))
        .setAttribute(GENERATION, generation.toString());
  }

  private static SpanBuilder about(Generation generation, SpanBuilder builder) {
    return builder
        .setAttribute(GENERATION, generation.id().toString())
        .setAttribute("rollover.model", generation.request().model())
        .setAttribute("rollover.algorithm", generation.request().algorithm());
  }

  /** As the first span will be: a sampler decides by nothing but the trace's id. */
  private boolean isSampled(UUID generation) {
    return sampler
            .shouldSample(
                Context.root(),
                GenerationIds.trace(generation),
                FIRST,
                SpanKind.INTERNAL,
                Attributes.empty(),
                List.of())
            .getDecision()
        == SamplingDecision.RECORD_AND_SAMPLE;
  }
}
