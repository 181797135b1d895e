package dev.rollover.tracing;

import io.micrometer.tracing.exporter.SpanExportingPredicate;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.InstantSource;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Puts the room together, when there is somebody to send traces to. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnEndpoint.class)
class TracingConfiguration {

  @Bean
  GenerationIds generationIds() {
    return new GenerationIds();
  }

  @Bean
  SdkTracerProviderBuilderCustomizer generationsHaveTheirOwnIds(GenerationIds ids) {
    return provider -> provider.setIdGenerator(ids);
  }

  @Bean
  GenerationTracer generationTracer(OpenTelemetry traces, Sampler sampler, GenerationIds ids) {
    return new GenerationTracer(tracer(traces), sampler, ids);
  }

  @Bean
  RunTraces runTraces(GenerationTracer tracer) {
    return new RunTraces(tracer);
  }

  @Bean
  CallTraces callTraces(OpenTelemetry traces) {
    return new CallTraces(tracer(traces));
  }

  @Bean
  RequestTraces requestTraces(GenerationTracer tracer, InstantSource clock) {
    return new RequestTraces(tracer, clock);
  }

  /** Probes and scrapes come every few seconds, and nobody looks for them. */
  @Bean
  SpanExportingPredicate notTheActuator() {
    return span -> !span.getTags().getOrDefault("http.url", "").startsWith("/actuator");
  }

  private static Tracer tracer(OpenTelemetry traces) {
    return traces.getTracer("dev.rollover");
  }
}
