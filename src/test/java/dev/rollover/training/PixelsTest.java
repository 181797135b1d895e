package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.RgbImage;
import org.junit.jupiter.api.Test;

class PixelsTest {

  @Test
  void every_byte_survives_the_way_there_and_back() {
    byte[] rgb = new byte[3 * 256];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) i;
    }
    assertThat(RgbImage.fromPlanes(Pixels.fromRgb(rgb), 16, 16).rgb()).isEqualTo(rgb);
  }

  @Test
  void channels_come_first() {
    assertThat(Pixels.fromRgb(new byte[] {(byte) 255, 0, 0, 0, (byte) 255, 0}))
        .containsExactly(1, -1, -1, 1, -1, -1);
  }
}
