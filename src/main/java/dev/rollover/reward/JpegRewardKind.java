package dev.rollover.reward;

import dev.rollover.model.RgbImage;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * How well an image can be compressed: minus the kilobytes, of 1000 bytes, of its JPEG file by the
 * JDK's encoder; below 0. Its term {@code bytes} is the file's length.
 */
@Component
final class JpegRewardKind implements RewardKind {

  private static final String QUALITY = "quality";
  private static final int USUAL_QUALITY = 95;

  private final DeviceCalls host;

  JpegRewardKind(@Qualifier(RewardConfiguration.HOST) DeviceCalls host) {
    this.host = host;
  }

  @Override
  public String name() {
    return "jpeg";
  }

  @Override
  public String description() {
    return "How well the image can be compressed, whatever the prompt: minus the kilobytes of its"
        + " JPEG file. A negative weight asks for detail.";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of(QUALITY, "of the file, a whole number from 1 to 100; " + USUAL_QUALITY);
  }

  @Override
  public Map<String, Object> jsonSchema() {
    return new ParamsSchema(parameters()).whole(QUALITY, 1, 100, USUAL_QUALITY).build();
  }

  @Override
  public Reward create(String prompt, Map<String, Object> params, DeviceAccount account) {
    Params read = new Params(params, QUALITY);
    int quality = read.whole(QUALITY, USUAL_QUALITY, 1, 100);
    read.refuseFaults();
    BatchKey key = new BatchKey(JpegRewardKind.class, "reward", quality);
    DeviceAccount free = new DeviceAccount(false); // Only the device's time has a price.
    return images -> host.submit(key, images, rows -> scores(rows, quality), free);
  }

  private static List<Score> scores(List<RgbImage> images, int quality) {
    return images.parallelStream().map(image -> score(image, quality)).toList();
  }

  private static Score score(RgbImage image, int quality) {
    int bytes = encoded(image, quality).size();
    return new Score(-bytes / 1000.0, Map.of("bytes", (double) bytes));
  }

  private static ByteArrayOutputStream encoded(RgbImage image, int quality) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream output = ImageIO.createImageOutputStream(file)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(quality / 100f);
      writer.setOutput(output);
      writer.write(null, new IIOImage(image.toBufferedImage(), null, null), how);
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    } finally {
      writer.dispose();
    }
    return file;
  }
}
