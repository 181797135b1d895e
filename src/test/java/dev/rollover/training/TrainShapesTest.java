package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.flux.FluxFamily;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** All stages of training, from nothing to a model's folder, with hardly a step each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainShapesTest {

  private static final TrainingPlan SHORT =
      new TrainingPlan(1, 128, 1, 1, 64, 1, 4, new TrainPreview.Plan(1, 1, 1, 4));

  private final Device device = Device.cpu();
  private Path model;
  private Path again;

  @BeforeAll
  void train(@TempDir Path folder) throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    model = Files.createDirectory(folder.resolve("model"));
    again = Files.createDirectory(folder.resolve("again"));
    new TrainShapes(device, run, model, SHORT).train();
    Files.delete(run.resolve("pairs/000.safetensors"));
    new TrainShapes(device, run, again, SHORT).train();
    // What is finished needs no pairs any more.
    assertThat(run.resolve("pairs/000.safetensors")).doesNotExist();
  }

  @AfterAll
  void close() {
    device.close();
  }

  @Test
  void the_folder_is_a_model_that_answers_prompts() throws IOException {
    try (LoadedModel flux =
            new FluxFamily().load(model, Layout.on(new Place(device, DeviceCalls.direct())));
        FlowModel flow = flux.prepare(new Conditions("one red circle", 64, 64, null, false))) {
      float[] noise = new float[flow.latentShape().size()];
      float[] velocity = flow.velocity(List.of(noise), new double[] {1}).getFirst();
      assertThat(flow.decode(List.of(velocity)).getFirst().rgb()).hasSize(3 * 64 * 64);
      assertThat(flow.hasPreview()).isTrue();
      assertThat(flow.preview(List.of(velocity)).getFirst().rgb()).hasSize(3 * 64 * 64);
    }
  }

  @Test
  void the_card_says_how_much_was_measured() throws IOException {
    assertThat(model.resolve("README.md"))
        .content()
        .contains("Measured on 4 prompts", "| plain counting prompts satisfied, 10 steps |");
    assertThat(model.resolve("vae_preview/README.md"))
        .content()
        .contains("Measured on 4 hard prompts", "| .99 | ");
  }

  @Test
  void a_finished_run_writes_the_same_folder_again() throws IOException {
    for (String file :
        List.of(
            "model_index.json",
            "vae/config.json",
            "vae/diffusion_pytorch_model.safetensors",
            "transformer/diffusion_pytorch_model.safetensors",
            "text_encoder/model.safetensors",
            "text_encoder_2/model.safetensors",
            "README.md",
            "vae_preview/config.json",
            "vae_preview/diffusion_pytorch_model.safetensors",
            "vae_preview/README.md")) {
      assertThat(Files.mismatch(model.resolve(file), again.resolve(file))).as(file).isEqualTo(-1);
    }
  }
}
