package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.LatentShape;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.RgbImage;
import dev.rollover.model.flux.FluxFamily;
import dev.rollover.shapes.Scene;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is a whole model, trained or not. */
class ModelFolderWriterTest {

  private static final LatentShape SHAPE = LatentEncoder.PACKING.packedShape();

  @TempDir private Path folder;

  @Test
  void a_written_folder_loads_and_answers_in_the_bundled_models_shapes() throws IOException {
    withModel(
        Untrained.loudFlow(),
        flow -> {
          assertThat(flow.latentShape()).isEqualTo(SHAPE).isEqualTo(new LatentShape(4, 4, 64));
          List<float[]> velocities = flow.velocity(noises(), new double[] {1, 0.5});
          assertThat(velocities).hasSize(2).allSatisfy(row -> assertThat(row).hasSize(1024));
          assertThat(velocities.getFirst()).isNotEqualTo(velocities.getLast()).doesNotContain(0);
          List<RgbImage> images = flow.decode(noises());
          assertThat(images).hasSize(2);
          assertThat(images.getFirst().width()).isEqualTo(Scene.SIZE);
          assertThat(images.getFirst().height()).isEqualTo(Scene.SIZE);
        });
  }

  @Test
  void an_untrained_flow_stands_still() throws IOException {
    withModel(
        Untrained.flow(),
        flow ->
            assertThat(flow.velocity(noises(), new double[] {1, 0.5}))
                .allSatisfy(row -> assertThat(row).containsOnly(0)));
  }

  private void withModel(Map<String, FloatTensor> weights, Consumer<FlowModel> check)
      throws IOException {
    Untrained.write(folder, weights);
    int size = Scene.SIZE;
    try (Device device = Device.cpu();
        DeviceWorker worker = new DeviceWorker(8, DeviceObserver.NONE);
        LoadedModel model = new FluxFamily().load(folder, Layout.on(new Place(device, worker)));
        FlowModel flow =
            model.prepare(new Conditions("two red circles", size, size, null, false))) {
      check.accept(flow);
    }
  }

  private static List<float[]> noises() {
    return Gaussians.rows(new SplittableRandom(4), 2, SHAPE.size());
  }
}
