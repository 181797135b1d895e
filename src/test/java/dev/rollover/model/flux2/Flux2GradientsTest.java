package dev.rollover.model.flux2;

import static dev.rollover.model.GradientCheck.noise;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.Conditions;
import dev.rollover.model.Fixture;
import dev.rollover.model.FlowModel;
import dev.rollover.model.GradientCheck;
import dev.rollover.model.GradientCheck.Weighing;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.ModelProperties;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import dev.rollover.tensor.Place;
import dev.rollover.tensor.RelativeDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.FileSystemUtils;

/** Gradients of a function of images by the latents of a FLUX.2 klein that lead to them. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Flux2GradientsTest {

  private static final String PROMPT = "two red circles";
  private static final int WIDTH = 12;
  private static final int HEIGHT = 20;

  private final Device device = Device.cpu();
  private final DeviceWorker worker = new DeviceWorker(8, DeviceObserver.NONE);
  private LoadedModel model;
  private FlowModel flow;

  /** With a preview decoder, and not distilled, so that it can be guided. */
  @BeforeAll
  void load(@TempDir Path folder) throws IOException {
    FileSystemUtils.copyRecursively(Fixture.named("flux2-pipeline").folder(), folder);
    FileSystemUtils.copyRecursively(
        Fixture.named("flux2-pipeline-preview").folder(), folder.resolve("vae_preview"));
    Path index = folder.resolve("model_index.json");
    Files.writeString(index, Files.readString(index).replace("true", "false"));
    model = new Flux2Family().load(folder, Layout.on(new Place(device, worker)));
    flow = model.prepare(new Conditions(PROMPT, WIDTH, HEIGHT, null, false));
  }

  @AfterAll
  void close() {
    worker.close();
    model.close();
    device.close();
  }

  @ParameterizedTest
  @CsvSource({"1, false, 0.02", "0.8, false, 0.02", "0.5, false, 0.02", "0.8, true, 0.002"})
  void agree_with_central_differences_in_any_direction(
      double time, boolean previewed, double distance) {
    GradientCheck.requireDifferences(flow, time, previewed, distance);
  }

  @ParameterizedTest
  @CsvSource({"1, false, 0.02", "0.8, true, 0.002"})
  void agree_with_central_differences_beside_a_negative_prompt(
      double time, boolean previewed, double distance) {
    try (FlowModel guided = model.prepare(guided("blue"))) {
      GradientCheck.requireDifferences(guided, time, previewed, distance);
    }
  }

  @ParameterizedTest
  @CsvSource({"two red circles, 1e-4, 0", "blue, 9, 0.01"})
  void are_led_away_from_another_prompt_alone(String negative, double most, double least) {
    List<float[]> at = List.of(noise(flow, 1));
    double[] times = {0.8};
    try (FlowModel guided = model.prepare(guided(negative))) {
      float[] led = guided.gradients(at, times, new Weighing(), true).getFirst();
      float[] usual = flow.gradients(at, times, new Weighing(), true).getFirst();
      assertThat(RelativeDifference.of(led, usual)).isBetween(least, most);
    }
  }

  private static Conditions guided(String negative) {
    return new Conditions(PROMPT, negative, null, WIDTH, HEIGHT, 2.5, new DeviceAccount(false));
  }

  @Test
  void leave_nothing_on_the_device() {
    flow.gradients(List.of(noise(flow, 1)), new double[] {1}, new Weighing(), false);
    int weights = device.liveTensors();
    List<float[]> at = List.of(noise(flow, 1), noise(flow, 2));
    for (int call = 0; call < 3; call++) {
      flow.gradients(at, new double[] {1, 0.5}, new Weighing(), true);
    }
    assertThat(device.liveTensors()).isEqualTo(weights);
  }

  @Test
  void are_bounded_by_a_size_of_the_catalogue() {
    assertThat(model.guidedPixels())
        .isEqualTo(ModelProperties.Folder.at("anywhere").guidedPixels())
        .isPositive();
  }
}
