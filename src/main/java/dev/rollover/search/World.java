package dev.rollover.search;

import dev.rollover.model.FlowModel;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.Score;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All that a search sees of the world.
 *
 * @param model the velocity field and the decoder
 * @param reward what images are worth
 */
record World(FlowModel model, Reward reward) {

  /** Asks the model for the velocities of particles: one NFE each. */
  List<Particle> evaluate(List<Particle> particles) {
    List<float[]> velocities =
        model.velocity(
            particles.stream().map(Particle::latent).toList(),
            particles.stream().mapToDouble(Particle::time).toArray());
    return IntStream.range(0, particles.size())
        .mapToObj(i -> particles.get(i).withVelocity(velocities.get(i)))
        .toList();
  }

  /** Scores the images of particles' posterior means: one decode and one reward call each. */
  List<Candidate> judge(List<Particle> particles, boolean finished) {
    List<RgbImage> images = model.decode(particles.stream().map(Particle::posteriorMean).toList());
    List<Score> scores = reward.score(images);
    return IntStream.range(0, particles.size())
        .mapToObj(i -> new Candidate(particles.get(i), images.get(i), scores.get(i), finished))
        .toList();
  }
}
