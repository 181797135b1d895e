package dev.rollover.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GenerationIdsTest {

  private static final UUID GENERATION = UUID.fromString("cb495c57-e070-452f-aa30-585067ffb7ee");

  private final GenerationIds ids = new GenerationIds();

  @Test
  void a_generations_first_span_has_the_generations_ids() {
    assertThat(ids.asFirstOf(GENERATION, ids::generateTraceId))
        .isEqualTo("cb495c57e070452faa30585067ffb7ee");
    assertThat(ids.asFirstOf(GENERATION, ids::generateSpanId)).isEqualTo("aa30585067ffb7ee");
  }

  @Test
  void every_other_span_has_random_ids() {
    String trace = ids.generateTraceId();

    assertThat(TraceId.isValid(trace)).isTrue();
    assertThat(SpanId.isValid(ids.generateSpanId())).isTrue();
    assertThat(ids.generateTraceId()).isNotEqualTo(trace);
  }
}
