package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.PropertyBinding;
import dev.rollover.tensor.BatchLimits;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.HostMemory;
import dev.rollover.tensor.HostThreads;
import dev.rollover.tensor.Place;
import dev.rollover.tensor.PooledDevice;
import dev.rollover.tensor.PretendedGpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is given up, and in which order, until models fit. All of it by numbers: gigabytes. */
@NullMarked
class MemoryFitTest {

  private static final long GIGA = 1_000_000_000;

  private final DevicePool gpu = PretendedGpus.pool(1, DeviceObserver.NONE);
  private final List<DevicePool> pools = new ArrayList<>(List.of(gpu));

  @AfterEach
  void close() {
    pools.forEach(DevicePool::close);
  }

  /** 24 of a transformer, 20 of them in ten blocks, 10 of encoders, 8 in blocks, 1 of a decoder. */
  private record Sized() implements CheckedModel {

    @Override
    public ImageSizes sizes() {
      return new ImageSizes(8, 8, 8);
    }

    @Override
    public MemoryPlan plan(Layout layout, BatchLimits limits) {
      List<MemoryPlan.Part> parts = new ArrayList<>();
      long blocks = Math.min(10, layout.streamed().transformerBlocks());
      for (Place place : layout.placement().transformers()) {
        long atOnce = place.device().isGpu() && blocks > 0 ? 1 : 0;
        parts.add(part("transformer", place, 24 - 2 * blocks, 2 * blocks));
        parts.add(part("decoder", place, 1, 0));
        parts.add(part(MemoryPlan.ACTIVATIONS, place, (layout.inTiles() ? 2 : 5) + atOnce, 0));
      }
      long streamed = layout.streamed().encoders() ? 8 : 0;
      layout
          .placement()
          .encoders()
          .forEach(place -> parts.add(part("encoders", place, 10 - streamed, streamed)));
      return new MemoryPlan(parts);
    }

    private static MemoryPlan.Part part(String name, Place place, long bytes, long streamed) {
      return new MemoryPlan.Part(name, place.name(), bytes * GIGA, streamed * GIGA);
    }

    @Override
    public LoadedModel load(Layout layout) {
      throw new UnsupportedOperationException("is planned alone");
    }
  }

  private record Room(long ofGpu, long ofHost) implements AvailableMemory {
    @Override
    public long of(Place place) {
      return place.device().isGpu() ? ofGpu : ofHost;
    }
  }

  /** One model for each map of properties. */
  @SafeVarargs
  private static MemoryFit fit(
      DevicePool pool, double ofGpu, double ofHost, Map<String, String>... said)
      throws IOException {
    List<CheckedFolder> models = new ArrayList<>();
    for (Map<String, String> properties : said) {
      Map<String, String> all = new HashMap<>(Map.of("served[0].name", "m"));
      all.put("served[0].location", Path.of(".").toString());
      properties.forEach((name, value) -> all.put("served[0]." + name, value));
      ModelProperties.Folder folder =
          PropertyBinding.bind("", ModelProperties.class, all).folders().getFirst();
      models.add(new CheckedFolder(folder, ModelFolder.open("."), new Sized()));
    }
    return MemoryFit.of(
        models,
        models.stream().map(model -> Placement.on(pool.first())).toList(),
        pool,
        new MemoryLimit(
            BatchLimits.ofRows(1), new Room((long) (ofGpu * GIGA), (long) (ofHost * GIGA))));
  }

  private DevicePool host() {
    DevicePool host =
        DevicePool.of(
            List.of(new PooledDevice("cpu", null, 1)),
            HostThreads.ofThisProcess(),
            BatchLimits.ofRows(1),
            DeviceObserver.NONE);
    pools.add(host);
    return host;
  }

  @Test
  void gives_nothing_up_where_all_fits() throws IOException {
    Layout layout = fit(gpu, 40, 0, Map.of()).layouts().getFirst();
    assertThat(layout).isEqualTo(new Layout(Placement.on(gpu.first()), false));
  }

  @Test
  void decodes_in_tiles_first() throws IOException {
    Layout layout = fit(gpu, 39, 0, Map.of()).layouts().getFirst();
    assertThat(layout).isEqualTo(new Layout(Placement.on(gpu.first()), true));
    assertThat(gpu.find("cpu")).isEmpty();
  }

  @Test
  void adds_the_host_to_a_pool_of_gpus_for_encoders_second() throws IOException {
    MemoryFit fit = fit(gpu, 27, 10, Map.of());
    Place host = gpu.find("cpu").orElseThrow();
    assertThat(fit.layouts().getFirst())
        .isEqualTo(new Layout(Placement.on(gpu.first()).encodersOn(host), true));
    assertThat(fit.plans().getFirst().byDevice())
        .isEqualTo(Map.of("cuda:0", 27 * GIGA, "cpu", 10 * GIGA));
  }

  @Test
  void streams_as_many_blocks_as_must_be_last() throws IOException {
    MemoryFit fit = fit(gpu, 16, 30, Map.of());
    Layout layout = fit.layouts().getFirst();
    assertThat(layout.streamed()).isEqualTo(new StreamedParts(false, 6));
    assertThat(fit.plans().getFirst().on("cuda:0"))
        .isEqualTo(
            "transformer 12.00 GB and 12.00 GB streamed, activations 3.00 GB, decoder 1.00 GB");
    assertThat(layout.gradients()).as("would need all weights at once").isNull();
    assertThat(layout.encodesSlowly()).isTrue();
  }

  @Test
  void streams_encoders_before_the_transformer_where_the_device_is_the_host() throws IOException {
    DevicePool host = host();
    assertThat(fit(host, 0, 30, Map.of()).layouts().getFirst().streamed())
        .isEqualTo(new StreamedParts(true, 0));
    MemoryFit fit = fit(host, 0, 20, Map.of());
    assertThat(fit.layouts().getFirst().streamed()).isEqualTo(new StreamedParts(true, 5));
    assertThat(fit.plans().getFirst().byDevice()).isEqualTo(Map.of("cpu", 19 * GIGA));
    assertThat(host.places()).hasSize(1);
  }

  @Test
  void streams_encoders_on_a_gpu_that_were_given_to_it() throws IOException {
    MemoryFit fit = fit(gpu, 30, 9, Map.of("encoder-device", "cuda:0"));
    assertThat(fit.layouts().getFirst().streamed()).isEqualTo(new StreamedParts(true, 0));
    assertThat(gpu.find("cpu")).isEmpty();
  }

  @Test
  void streams_all_of_it_where_that_is_said() throws IOException {
    MemoryFit fit = fit(gpu, 40, 40, Map.of("streaming", "on"));
    assertThat(fit.layouts().getFirst().streamed()).isEqualTo(StreamedParts.ALL);
    assertThat(fit.layouts().getFirst().inTiles()).isFalse();
  }

  @Test
  void is_refused_with_numbers_where_nothing_may_stream() {
    assertThatThrownBy(() -> fit(gpu, 16, 30, Map.of("streaming", "off")))
        .isInstanceOf(ModelTooLargeException.class)
        .hasMessage(
            "the models need 27.00 GB on cuda:0, which has 16.00 GB: transformer 24.00 GB,"
                + " activations 2.00 GB, decoder 1.00 GB");
  }

  @Test
  void is_refused_with_numbers_where_the_smallest_does_not_fit() {
    assertThatThrownBy(() -> fit(gpu, 7, 40, Map.of()))
        .isInstanceOf(ModelTooLargeException.class)
        .hasMessageStartingWith("the models need 8.00 GB on cuda:0, which has 7.00 GB: ");
  }

  @Test
  void is_refused_with_numbers_where_the_host_cannot_hold_what_streams_to_a_gpu() {
    double needed = (double) (22 * GIGA + HostMemory.CHUNK) / GIGA;
    assertThatThrownBy(() -> fit(gpu, 16, needed - 0.01, Map.of()))
        .isInstanceOf(ModelTooLargeException.class)
        .hasMessage(
            "the models need 22.27 GB on the host, which has 22.26 GB: 10.00 GB beside weights of"
                + " 12.27 GB for GPUs");
  }

  @Test
  void streams_of_several_models_the_last_first() throws IOException {
    MemoryFit fit = fit(gpu, 46, 60, Map.of(), Map.of());
    assertThat(fit.layouts())
        .extracting(Layout::streamed)
        .containsExactly(new StreamedParts(false, 0), new StreamedParts(false, 4));
    assertThat(fit(gpu, 46, 60, Map.of(), Map.of("streaming", "off")).layouts())
        .extracting(Layout::streamed)
        .containsExactly(new StreamedParts(false, 4), StreamedParts.NONE);
  }
}
