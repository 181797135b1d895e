package dev.rollover.search;

import dev.rollover.model.FlowModel;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.Score;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All that a search sees of the world.
 *
 * @param model the velocity field and the decoder
 * @param reward what images are worth
 * @param gate what looks ahead are worth where it is not the reward; none where it is
 * @param previews whether looks ahead use the model's preview decoder
 */
record World(FlowModel model, Reward reward, Optional<Reward> gate, boolean previews) {

  /** The world that a search with these settings is to see. */
  static World of(FlowModel model, Reward reward, SamplingSettings settings) {
    boolean previews =
        settings.preview() == Preview.AUTO && !settings.answersLookAheads() && model.hasPreview();
    return new World(model, reward, reward.gate(), previews);
  }

  /** Asks the model for the velocities of particles, which cost as many NFE each as it says. */
  List<Particle> evaluate(List<Particle> particles) {
    List<float[]> velocities =
        model.velocity(
            particles.stream().map(Particle::latent).toList(),
            particles.stream().mapToDouble(Particle::time).toArray());
    return IntStream.range(0, particles.size())
        .mapToObj(i -> particles.get(i).withVelocity(velocities.get(i)))
        .toList();
  }

  /**
   * The gradients of r(x_{0|t}) by the latents of particles, each found under its latent's numbers:
   * as many NFE each as {@value Guidance#NFE} velocities.
   */
  Map<FloatBuffer, float[]> gradients(List<Particle> particles) {
    List<float[]> latents = particles.stream().map(Particle::latent).toList();
    List<float[]> gradients =
        model.gradients(
            latents,
            particles.stream().mapToDouble(Particle::time).toArray(),
            reward.differentiable().orElseThrow(),
            previews);
    Map<FloatBuffer, float[]> byLatent = new HashMap<>();
    for (int row = 0; row < latents.size(); row++) {
      byLatent.put(FloatBuffer.wrap(latents.get(row)), gradients.get(row));
    }
    return byLatent;
  }

  /** Scores the posterior means of particles: one decode and one call of gate or reward each. */
  List<Candidate> lookAhead(List<Particle> particles) {
    List<RgbImage> images = previews ? model.preview(means(particles)) : images(particles);
    return candidates(gate.orElse(reward), particles, images, false);
  }

  /** Scores the images of finished particles: one decode and one reward call each. */
  List<Candidate> judge(List<Particle> particles) {
    return candidates(reward, particles, images(particles), true);
  }

  private List<RgbImage> images(List<Particle> particles) {
    return model.decode(means(particles));
  }

  private static List<float[]> means(List<Particle> particles) {
    return particles.stream().map(Particle::posteriorMean).toList();
  }

  private static List<Candidate> candidates(
      Reward by, List<Particle> particles, List<RgbImage> images, boolean finished) {
    List<Score> scores = by.score(images);
    return IntStream.range(0, particles.size())
        .mapToObj(i -> new Candidate(particles.get(i), images.get(i), scores.get(i), finished))
        .toList();
  }
}
