package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.tensor.DeviceAccount;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;

/** Models whose weights rest in their files until they are used make the same images. */
@NullMarked
class StreamedModelTest {

  private static final String SERVED = "rollover.models.served[0].";

  private final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withUserConfiguration(Scanned.class, LoadedAtOnce.class)
          .withPropertyValues(SERVED + "name=small", "rollover.device.weights=stored");

  @ComponentScan("dev.rollover.model")
  static class Scanned {}

  private ApplicationContextRunner serving(String fixture) {
    return context.withPropertyValues(SERVED + "location=" + Fixture.named(fixture).folder());
  }

  @ParameterizedTest
  @CsvSource({
    "pipeline, float32",
    "pipeline, bfloat16",
    "flux2-pipeline, float32",
    "flux2-pipeline, bfloat16",
    "zimage-pipeline, float32",
    "zimage-pipeline, bfloat16"
  })
  void image_and_velocity_are_the_same_to_the_last_bit(String fixture, String precision) {
    ApplicationContextRunner computing =
        serving(fixture).withPropertyValues("rollover.device.precision=" + precision);
    computing.run(
        resident ->
            computing
                .withPropertyValues(SERVED + "streaming=on")
                .run(
                    streaming -> {
                      ServedModels models = streaming.getBean(ServedModels.class);
                      assertSame(resident.getBean(ServedModels.class), models);
                      assertThat(models.all().getFirst().guidedPixels()).isZero();
                    }));
  }

  private static void assertSame(ServedModels resident, ServedModels streaming) {
    ServedModel one = resident.all().getFirst();
    ServedModel other = streaming.all().getFirst();
    try (FlowModel expected = prepared(one);
        FlowModel actual = prepared(other)) {
      List<float[]> noise = List.of(noise(expected.latentShape().size()));
      List<float[]> velocity = expected.velocity(noise, new double[] {1});
      assertThat(actual.velocity(noise, new double[] {1}).getFirst())
          .isEqualTo(velocity.getFirst());
      assertThat(actual.decode(velocity).getFirst().rgb())
          .isEqualTo(expected.decode(velocity).getFirst().rgb());
    }
    assertThat(streamed(resident.memory(one), "transformer")).isZero();
    assertThat(streamed(streaming.memory(other), "transformer")).isPositive();
    assertThat(streamed(streaming.memory(other), "encoders")).isPositive();
    assertThat(weights(streaming.memory(other))).isEqualTo(weights(resident.memory(one)));
  }

  private static FlowModel prepared(ServedModel model) {
    int side = model.sizes().usual();
    return model.prepare(new Conditions("red", side, side, null, new DeviceAccount(true)));
  }

  private static float[] noise(int size) {
    float[] noise = new float[size];
    for (int i = 0; i < size; i++) {
      noise[i] = (float) Math.sin(i);
    }
    return noise;
  }

  private static long streamed(MemoryPlan plan, String part) {
    return plan.parts().stream()
        .filter(one -> one.name().equals(part))
        .mapToLong(MemoryPlan.Part::streamed)
        .sum();
  }

  private static long weights(MemoryPlan plan) {
    return plan.parts().stream()
        .filter(part -> !part.name().equals(MemoryPlan.ACTIVATIONS))
        .mapToLong(part -> part.bytes() + part.streamed())
        .sum();
  }

  @Test
  void weights_stream_by_themselves_where_they_do_not_fit() {
    ApplicationContextRunner untiled =
        serving("pipeline").withPropertyValues(SERVED + "decoder-tiles=off");
    untiled.run(
        roomy -> {
          ServedModels models = roomy.getBean(ServedModels.class);
          MemoryPlan whole = models.memory(models.all().getFirst());
          long sum = whole.byDevice().values().iterator().next();
          long encoders = whole.parts().get(1).bytes();
          untiled
              .withPropertyValues("rollover.device.memory=" + (sum - encoders - 1) + "B")
              .run(
                  tight -> {
                    ServedModels fitted = tight.getBean(ServedModels.class);
                    MemoryPlan plan = fitted.memory(fitted.all().getFirst());
                    assertThat(streamed(plan, "encoders")).isPositive();
                    assertThat(streamed(plan, "transformer")).isPositive();
                  });
        });
  }
}
