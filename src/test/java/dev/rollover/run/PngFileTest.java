package dev.rollover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.RgbImage;
import java.io.ByteArrayInputStream;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

class PngFileTest {

  @Test
  void another_reader_finds_the_pixels_and_the_texts() throws Exception {
    RgbImage image = new RgbImage(2, 1, new byte[] {1, 2, 3, (byte) 200, 100, 0});
    byte[] file = PngFile.encode(image, Map.of("prompt", "ein grüner Kreis ●"));

    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(input);
      assertThat(RgbImage.of(reader.read(0)).rgb()).isEqualTo(image.rgb());
      NodeList texts =
          ((IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0"))
              .getElementsByTagName("iTXtEntry");
      assertThat(texts.getLength()).isEqualTo(1);
      assertThat(((IIOMetadataNode) texts.item(0)).getAttribute("keyword")).isEqualTo("prompt");
      assertThat(((IIOMetadataNode) texts.item(0)).getAttribute("text"))
          .isEqualTo("ein grüner Kreis ●");
    }
  }
}
