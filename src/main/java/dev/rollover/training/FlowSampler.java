package dev.rollover.training;

import dev.rollover.model.LatentShape;
import dev.rollover.model.flux.PromptTokens;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows the flow's ODE from noise to latents by Euler steps of one length, guided if so wished.
 */
final class FlowSampler {

  private static final LatentShape SHAPE = LatentEncoder.PACKING.packedShape();

  private final Device device;
  private final Flow flow;
  private final Guidance guidance;

  /**
   * Classifier-free guidance (Ho &amp; Salimans 2022): u = u_∅ + scale·(u − u_∅), without effect at
   * 1; only where noise prevails, as what an image shows is settled there (Kynkäänniemi et al.
   * 2024).
   *
   * @param above the times to guide at
   * @param unconditional what u_∅ is told
   */
  record Guidance(double scale, double above, PromptTokens unconditional) {

    private boolean at(float time) {
      return scale != 1 && time > above;
    }
  }

  FlowSampler(Device device, Flow flow, Guidance guidance) {
    this.device = device;
    this.flow = flow;
    this.guidance = guidance;
  }

  /** One latent a caption, from its noise. */
  List<float[]> sample(List<PromptTokens> captions, List<float[]> noises, int steps) {
    List<float[]> points = new ArrayList<>(noises);
    try (Scope scope = device.scope()) {
      Flow.Texts texts = flow.encode(scope, captions);
      Flow.Texts none =
          flow.encode(scope, captions.stream().map(caption -> guidance.unconditional()).toList());
      for (int step = 0; step < steps; step++) {
        float time = 1 - (float) step / steps;
        try (Scope call = scope.inner()) {
          Tensor latents = call.stack(points, SHAPE.tokens(), SHAPE.channels());
          List<float[]> velocities = flow.velocity(call, texts, latents, time).toRows();
          if (guidance.at(time)) {
            guide(velocities, flow.velocity(call, none, latents, time).toRows());
          }
          advance(points, velocities, 1f / steps);
        }
      }
    }
    return points;
  }

  private void guide(List<float[]> velocities, List<float[]> unconditional) {
    float scale = (float) guidance.scale();
    for (int row = 0; row < velocities.size(); row++) {
      float[] guided = velocities.get(row);
      float[] base = unconditional.get(row);
      for (int i = 0; i < guided.length; i++) {
        guided[i] = base[i] + scale * (guided[i] - base[i]);
      }
    }
  }

  private static void advance(List<float[]> points, List<float[]> velocities, float length) {
    for (int row = 0; row < points.size(); row++) {
      float[] next = points.get(row).clone();
      float[] velocity = velocities.get(row);
      for (int i = 0; i < next.length; i++) {
        next[i] -= length * velocity[i];
      }
      points.set(row, next);
    }
  }
}
