package dev.rollover.run;

import dev.rollover.model.RgbImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * PNG files of RGB images with international text chunks ({@code iTXt}), as the specification has
 * them (https://www.w3.org/TR/png-3/).
 */
final class PngFile {

  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final byte EIGHT_BITS = 8;
  private static final byte TRUE_COLOUR = 2;
  private static final byte UNFILTERED = 0;

  private PngFile() {}

  /**
   * Writes a file.
   *
   * @param texts by keyword, each 1–79 Latin letters
   */
  static byte[] encode(RgbImage image, Map<String, String> texts) {
    try {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(file);
      out.writeLong(SIGNATURE);
      chunk(out, "IHDR", header(image));
      for (Map.Entry<String, String> text : texts.entrySet()) {
        chunk(out, "iTXt", text(text.getKey(), text.getValue()));
      }
      chunk(out, "IDAT", pixels(image));
      chunk(out, "IEND", new byte[0]);
      return file.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static byte[] header(RgbImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(image.width());
    out.writeInt(image.height());
    // Then deflate, the five filters, no interlace: the only or plainest choice of each.
    out.write(new byte[] {EIGHT_BITS, TRUE_COLOUR, 0, 0, 0});
    return bytes.toByteArray();
  }

  private static byte[] text(String keyword, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(keyword.getBytes(StandardCharsets.ISO_8859_1));
    // The keyword's end, uncompressed, no language, no translated keyword.
    bytes.write(new byte[] {0, 0, 0, 0, 0});
    bytes.write(text.getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  private static byte[] pixels(RgbImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int row = 3 * image.width();
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes)) {
      for (int y = 0; y < image.height(); y++) {
        deflated.write(UNFILTERED);
        deflated.write(image.rgb(), y * row, row);
      }
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) checksum.getValue());
  }
}
