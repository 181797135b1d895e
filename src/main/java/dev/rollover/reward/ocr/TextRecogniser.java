package dev.rollover.reward.ocr;

import ai.onnxruntime.OrtException;
import dev.rollover.model.RgbImage;
import java.util.List;

/**
 * Reads a line of text, by PP-OCR's recognition network, prepared as in RapidOCR 1.4.4 ({@code
 * TextRecognizer}): {@value #HEIGHT} pixels high and at least {@value #NARROWEST} wide, filled with
 * grey at its right; one line at a time. Lines of more than {@value #WIDEST} are squeezed.
 */
final class TextRecogniser implements AutoCloseable {

  private static final int HEIGHT = 48;
  private static final int NARROWEST = 320;
  private static final int WIDEST = 3200;

  private final OnnxNetwork network;
  private final CtcDecoder decoder;

  private TextRecogniser(OnnxNetwork network, CtcDecoder decoder) {
    this.network = network;
    this.decoder = decoder;
  }

  /**
   * Takes a network over, or closes it if it is none that tells these signs apart.
   *
   * @throws OrtException if it is none
   */
  static TextRecogniser of(OnnxNetwork network, List<String> signs) throws OrtException {
    CtcDecoder decoder = new CtcDecoder(signs);
    long answers = network.lastOfOutput();
    if (answers == decoder.signs()) {
      return new TextRecogniser(network, decoder);
    }
    network.close();
    throw new OrtException(
        "a network tells %d signs apart where %d are needed".formatted(answers, decoder.signs()));
  }

  CtcDecoder.Text read(RgbImage line) {
    double length = (double) HEIGHT * line.width() / line.height();
    int padded = Math.clamp((long) length, NARROWEST, WIDEST);
    int width = Math.min((int) Math.ceil(length), padded);
    float[] output = network.run(Bgr.planes(line, width, HEIGHT, padded), 1, 3, HEIGHT, padded);
    return decoder.decode(output);
  }

  @Override
  public void close() {
    network.close();
  }
}
