package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.tensor.BatchLimits;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.HostThreads;
import dev.rollover.tensor.PooledDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** A folder is looked through once, however often its memory is planned. */
@NullMarked
class CheckedOnceTest {

  private static final BatchLimits LIMITS = BatchLimits.ofRows(1);

  private final List<String> asked = new ArrayList<>();

  @TempDir private Path folder;

  /** Takes less memory in tiles, and cannot be loaded. */
  private final class Noting implements ModelFamily, CheckedModel {

    @Override
    public String name() {
      return "Noting";
    }

    @Override
    public String pipeline() {
      return "NotingPipeline";
    }

    @Override
    public CheckedModel check(ModelProperties.Folder properties, Path at) {
      asked.add("check");
      return this;
    }

    @Override
    public ImageSizes sizes() {
      return new ImageSizes(8, 8, 8);
    }

    @Override
    public MemoryPlan plan(Layout layout, BatchLimits limits) {
      asked.add("plan");
      String device = layout.placement().names().getFirst();
      return new MemoryPlan(
          List.of(new MemoryPlan.Part("decoder", device, layout.inTiles() ? 10 : 1000)));
    }

    @Override
    public LoadedModel load(Layout layout) {
      asked.add("load");
      throw new IllegalStateException("in tiles: " + layout.inTiles());
    }
  }

  @Test
  void and_is_loaded_as_it_fits() throws IOException {
    Files.writeString(folder.resolve("model_index.json"), "{\"_class_name\": \"NotingPipeline\"}");
    ModelProperties properties =
        new ModelProperties(List.of(ModelProperties.Folder.at(folder.toString())));
    MemoryLimit limit =
        new MemoryLimit(LIMITS, new AvailableMemory.Found(DataSize.ofBytes(100), 0));
    try (DevicePool pool =
        DevicePool.of(
            List.of(new PooledDevice("a", "cpu", 1)),
            HostThreads.ofThisProcess(),
            LIMITS,
            DeviceObserver.NONE)) {
      LoadedModels models = new LoadedModels(properties, List.of(new Noting()), pool, limit);
      assertThat(asked).doesNotContain("load");
      assertThatThrownBy(() -> models.loads().getFirst().load(() -> {}))
          .hasMessage("in tiles: true");
    }
    assertThat(asked)
        .startsWith("check", "plan")
        .endsWith("load")
        .containsOnlyOnce("check", "load");
  }
}
