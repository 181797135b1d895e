package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.vqa.VqaNetwork;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole command, with hardly a step, on a model that has learned nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainVqaTest {

  private final Device device = Device.cpu();
  private Path out;
  private Path again;

  @BeforeAll
  void train(@TempDir Path folder) throws IOException {
    Path model = Files.createDirectory(folder.resolve("model"));
    Map<String, FloatTensor> flow = new HashMap<>(Untrained.loudFlow());
    Untrained.write(model, flow);
    new ModelFolderWriter(model)
        .preview(PreviewWeights.draw(BundledPreview.SIZES, new SplittableRandom(9)));
    out = folder.resolve("out");
    again = folder.resolve("again");
    Path run = folder.resolve("run");
    train(run, model, out);
    train(run, model, again);
  }

  private void train(Path run, Path model, Path to) throws IOException {
    VqaOptions options =
        VqaOptions.parse(
            "--run=" + run,
            "--model=" + model,
            "--out=" + to,
            "--steps=2",
            "--batch=2",
            "--questions=2",
            "--paths=2",
            "--chunk=2",
            "--fresh-prompts=1");
    new TrainVqa(device, options, InstantSource.system()).train();
  }

  @AfterAll
  void close() {
    device.close();
  }

  @Test
  void the_folder_is_a_network_that_answers_questions() throws IOException {
    try (VqaNetwork network = VqaNetwork.load(out, device)) {
      byte[] rgb = new byte[3 * network.imageSize() * network.imageSize()];
      assertThat(network.logOdds(List.of(new VqaNetwork.Row(rgb, "three red circles"))))
          .singleElement()
          .satisfies(answer -> assertThat(answer).isFinite());
    }
  }

  @Test
  void the_folder_is_small_and_has_a_card_that_tells_what_was_measured() throws IOException {
    assertThat(Files.size(out.resolve("model.safetensors"))).isLessThan(6_000_000);
    assertThat(out.resolve("README.md"))
        .content()
        .contains("Trained for 2 steps", "| rendered scenes | 40 |", "| .99 | full |");
  }

  @Test
  void a_finished_run_writes_the_same_folder_again() throws IOException {
    for (String file : List.of("config.json", "model.safetensors", "README.md")) {
      assertThat(Files.mismatch(out.resolve(file), again.resolve(file))).as(file).isEqualTo(-1);
    }
  }
}
