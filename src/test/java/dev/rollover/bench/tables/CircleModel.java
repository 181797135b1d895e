package dev.rollover.bench.tables;

import dev.rollover.model.FlowModel;
import dev.rollover.model.LatentShape;
import dev.rollover.model.RgbImage;
import dev.rollover.shapes.Colour;
import dev.rollover.shapes.Kind;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneObject;
import dev.rollover.shapes.SceneRenderer;
import dev.rollover.shapes.Shape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A flow of one number that stands still, and shows as many red circles as it is large, by thirds.
 */
record CircleModel(int nfePerVelocity) implements FlowModel {

  private static final int MOST = 7;

  @Override
  public LatentShape latentShape() {
    return new LatentShape(1, 1, 1);
  }

  @Override
  public double timeShift(int steps) {
    return 1;
  }

  @Override
  public List<float[]> velocity(List<float[]> latents, double[] times) {
    return latents.stream().map(latent -> new float[latent.length]).toList();
  }

  @Override
  public List<RgbImage> decode(List<float[]> latents) {
    return latents.stream()
        .map(latent -> circles(Math.min(MOST, (int) Math.floor(3 * Math.abs(latent[0])))))
        .toList();
  }

  static RgbImage circles(int count) {
    Kind redCircle = new Kind(Colour.RED, Shape.CIRCLE);
    Scene scene =
        new Scene(
            IntStream.range(0, count)
                .mapToObj(i -> new SceneObject(redCircle, 12 + 20 * (i % 3), 12 + 20 * (i / 3), 6))
                .toList());
    return new RgbImage(Scene.SIZE, Scene.SIZE, SceneRenderer.render(scene));
  }

  @Override
  public void close() {}
}
