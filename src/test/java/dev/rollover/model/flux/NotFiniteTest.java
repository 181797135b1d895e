package dev.rollover.model.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.NotFiniteException;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceCallException;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import dev.rollover.tensor.Place;
import dev.rollover.tensor.SafetensorsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model cannot compute is never taken for a black image. */
@NullMarked
class NotFiniteTest {

  private final Device device = Device.cpu();
  private final DeviceWorker worker = new DeviceWorker(8, DeviceObserver.NONE);

  @TempDir Path temporary;

  @AfterEach
  void close() {
    worker.close();
    device.close();
  }

  @Test
  void a_velocity_is_refused() throws IOException {
    try (LoadedModel model = overflowing("transformer", "proj_out.weight");
        FlowModel flow = prepared(model)) {
      assertThatThrownBy(() -> flow.velocity(noise(flow), new double[] {1}))
          .isInstanceOf(DeviceCallException.class)
          .hasMessage("the call 'velocity' failed: the velocity that the model gives is not finite")
          .hasCauseInstanceOf(NotFiniteException.class);
    }
  }

  @Test
  void an_image_is_refused_and_a_velocity_is_not() throws IOException {
    try (LoadedModel model = overflowing("vae", "decoder.conv_out.weight");
        FlowModel flow = prepared(model)) {
      assertThat(flow.velocity(noise(flow), new double[] {1})).hasSize(1);
      assertThatThrownBy(() -> flow.decode(noise(flow)))
          .isInstanceOf(DeviceCallException.class)
          .hasMessage("the call 'decode' failed: the image that the model gives is not finite")
          .hasCauseInstanceOf(NotFiniteException.class);
    }
  }

  @Test
  void a_weight_is_refused() throws IOException {
    BrokenFolder folder =
        BrokenFolder.copiedTo(temporary)
            .weights(
                "vae",
                weights ->
                    Objects.requireNonNull(weights.get("decoder.conv_in.bias")).data()[3] =
                        Float.NaN);
    assertThatThrownBy(
            () -> new FluxFamily().load(folder.path(), Layout.on(new Place(device, worker))))
        .isInstanceOf(SafetensorsException.class)
        .hasMessage(
            folder.file("vae")
                + ": tensor 'decoder.conv_in.bias': has values that are NaN or infinite");
  }

  private LoadedModel overflowing(String part, String weight) throws IOException {
    BrokenFolder folder = BrokenFolder.copiedTo(temporary).overflowing(part, weight);
    return new FluxFamily().load(folder.path(), Layout.on(new Place(device, worker)));
  }

  private static FlowModel prepared(LoadedModel model) {
    return model.prepare(new Conditions("two red circles", 24, 40, null, false));
  }

  private static List<float[]> noise(FlowModel flow) {
    float[] noise = new float[flow.latentShape().size()];
    for (int at = 0; at < noise.length; at++) {
      noise[at] = (float) Math.sin(at);
    }
    return List.of(noise);
  }
}
