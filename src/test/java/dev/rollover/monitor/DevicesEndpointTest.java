package dev.rollover.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.ImageSizes;
import dev.rollover.model.ModelDevices;
import dev.rollover.model.PromptReading;
import dev.rollover.model.ServedModel;
import dev.rollover.model.ServedModels;
import dev.rollover.request.ToyModel;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.BatchLimits;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.HostThreads;
import dev.rollover.tensor.PooledDevice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

class DevicesEndpointTest {

  @Test
  void each_device_says_what_is_on_it_and_what_it_does() {
    try (DevicePool pool =
        DevicePool.of(
            List.of(new PooledDevice("a", "cpu", 1), new PooledDevice("b", "cpu", 1)),
            HostThreads.ofThisProcess(),
            BatchLimits.ofRows(1),
            DeviceObserver.NONE)) {
      DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
      beans.registerSingleton("pool", pool);
      beans.registerSingleton("models", models());

      assertThat(
              new DevicesEndpoint(
                      beans.getBeanProvider(DevicePool.class),
                      beans.getBeanProvider(ServedModels.class))
                  .report()
                  .devices())
          .containsExactly(
              new DevicesEndpoint.Entry(
                  "a", "cpu", Map.of("small", List.of("transformer", "encoders")), 0, 0, 0, null),
              new DevicesEndpoint.Entry(
                  "b", "cpu", Map.of("small", List.of("transformer", "decoder")), 0, 0, 0, null));
    }
  }

  /** A toy that says where it is. */
  private record PlacedModel(ToyModel toy, ModelDevices devices) implements ServedModel {

    @Override
    public String name() {
      return toy.name();
    }

    @Override
    public String description() {
      return toy.description();
    }

    @Override
    public String family() {
      return toy.family();
    }

    @Override
    public ImageSizes sizes() {
      return toy.sizes();
    }

    @Override
    public boolean showsScenes() {
      return toy.showsScenes();
    }

    @Override
    public int guidedPixels() {
      return toy.guidedPixels();
    }

    @Override
    public List<String> unknownWords(String prompt) {
      return toy.unknownWords(prompt);
    }

    @Override
    public PromptReading reading() {
      return toy.reading();
    }

    @Override
    public boolean cuts(String prompt, int tokens) {
      return toy.cuts(prompt, tokens);
    }

    @Override
    public BatchKey callKey(String operation, int width, int height) {
      return toy.callKey(operation, width, height);
    }

    @Override
    public FlowModel prepare(Conditions conditions) {
      return toy.prepare(conditions);
    }
  }

  private static ServedModels models() {
    ModelDevices devices = new ModelDevices(List.of("a", "b"), List.of("a"), List.of("b"));
    return () -> List.of(new PlacedModel(new ToyModel("small"), devices));
  }
}
