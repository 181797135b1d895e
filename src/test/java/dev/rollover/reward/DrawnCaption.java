package dev.rollover.reward;

import dev.rollover.model.RgbImage;
import dev.rollover.shapes.CaptionReader;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneRenderer;
import dev.rollover.shapes.SceneSampler;
import java.util.Random;
import org.jspecify.annotations.NullMarked;

/** Images that show exactly what a caption says. */
@NullMarked
final class DrawnCaption {

  private DrawnCaption() {}

  /** The same image each time. */
  static RgbImage image(String caption) {
    Scene scene = new SceneSampler(new Random(1)).draw(CaptionReader.read(caption));
    return new RgbImage(Scene.SIZE, Scene.SIZE, SceneRenderer.render(scene));
  }
}
