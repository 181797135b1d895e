package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.RgbPixels;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;

class PixelsTest {

  @Test
  void every_byte_survives_the_way_there_and_back() {
    byte[] rgb = new byte[3 * 256];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) i;
    }
    try (Device device = Device.cpu();
        RgbPixels pixels = new RgbPixels(device);
        Scope scope = device.scope()) {
      List<float[]> planes = List.of(Pixels.fromRgb(rgb));
      assertThat(pixels.of(scope, scope.stack(planes, 3, 16, 16)).getFirst()).isEqualTo(rgb);
    }
  }

  @Test
  void channels_come_first() {
    assertThat(Pixels.fromRgb(new byte[] {(byte) 255, 0, 0, 0, (byte) 255, 0}))
        .containsExactly(1, -1, -1, 1, -1, -1);
  }
}
