package dev.rollover.reward.vqa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.reward.vision.OnDevice;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@NullMarked
class VqaConfigurationTest {

  private static final String OTHER = "rollover.models.served[0].";

  private final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withUserConfiguration(VqaConfiguration.class)
          .withBean(Device.class, Device::cpu)
          .withBean(DeviceWorker.class, () -> new DeviceWorker(8, DeviceObserver.NONE));

  @Test
  void offers_the_network_for_the_bundled_model() {
    context.run(started -> assertThat(started).hasSingleBean(VqaRewardKind.class));
  }

  @Test
  void loads_nothing_where_no_model_shows_what_it_knows() {
    context
        .withPropertyValues(OTHER + "name=flux", OTHER + "location=models/flux")
        .run(
            started ->
                assertThat(started)
                    .hasNotFailed()
                    .doesNotHaveBean(VqaRewardKind.class)
                    .doesNotHaveBean(OnDevice.class));
  }

  @Test
  void offers_it_where_one_of_several_models_does() {
    context
        .withPropertyValues(
            OTHER + "name=flux",
            OTHER + "location=models/flux",
            "rollover.models.served[1].name=own",
            "rollover.models.served[1].location=models/own",
            "rollover.models.served[1].scenes=true")
        .run(started -> assertThat(started).hasSingleBean(VqaRewardKind.class));
  }
}
