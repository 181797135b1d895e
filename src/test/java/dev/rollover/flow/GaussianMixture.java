package dev.rollover.flow;

import java.util.List;

/**
 * One-dimensional data whose velocity, score and posterior mean are known in closed form on every
 * path: component k at (α, σ) is N(α·m_k, v_k = α²·s_k² + σ²).
 */
record GaussianMixture(List<Component> components) {

  record Component(double weight, double mean, double deviation) {}

  /** E[x_0 | x] and E[x_1 | x]. */
  record Posterior(double image, double noise) {}

  static final GaussianMixture TWO_HILLS =
      new GaussianMixture(List.of(new Component(0.7, -1.2, 0.3), new Component(0.3, 1.5, 0.5)));

  static final GaussianMixture ONE_HILL = new GaussianMixture(List.of(new Component(1, 0.8, 0.5)));

  Posterior posterior(double x, InterpolantCoefficients at) {
    double total = 0;
    double image = 0;
    double noise = 0;
    for (Component component : components) {
      double variance = variance(component, at);
      double residual = x - at.alpha() * component.mean();
      double weight = density(component, residual, variance);
      double gain = at.alpha() * component.deviation() * component.deviation() / variance;
      total += weight;
      image += weight * (component.mean() + gain * residual);
      noise += weight * at.sigma() * residual / variance;
    }
    return new Posterior(image / total, noise / total);
  }

  double velocity(double x, InterpolantCoefficients at) {
    Posterior posterior = posterior(x, at);
    return at.alphaDot() * posterior.image() + at.sigmaDot() * posterior.noise();
  }

  /** ∂/∂x of log p, from the density itself. */
  double score(double x, InterpolantCoefficients at) {
    double density = 0;
    double slope = 0;
    for (Component component : components) {
      double variance = variance(component, at);
      double residual = x - at.alpha() * component.mean();
      double weight = density(component, residual, variance);
      density += weight;
      slope -= weight * residual / variance;
    }
    return slope / density;
  }

  double cumulative(double x, InterpolantCoefficients at) {
    return components.stream()
        .mapToDouble(
            component ->
                component.weight()
                    * normalCumulative(
                        (x - at.alpha() * component.mean()) / Math.sqrt(variance(component, at))))
        .sum();
  }

  double mean() {
    return components.stream().mapToDouble(c -> c.weight() * c.mean()).sum();
  }

  double variance() {
    double square =
        components.stream()
            .mapToDouble(c -> c.weight() * (c.mean() * c.mean() + c.deviation() * c.deviation()))
            .sum();
    return square - mean() * mean();
  }

  /** Of a component with its weight, up to a factor that all share. */
  private static double density(Component component, double residual, double variance) {
    return component.weight()
        * Math.exp(-residual * residual / (2 * variance))
        / Math.sqrt(variance);
  }

  private static double variance(Component component, InterpolantCoefficients at) {
    double image = at.alpha() * component.deviation();
    return image * image + at.sigma() * at.sigma();
  }

  /** Abramowitz and Stegun 26.2.17: within 7.5e-8. */
  private static double normalCumulative(double z) {
    double t = 1 / (1 + 0.2316419 * Math.abs(z));
    double series =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double tail = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
    return z > 0 ? 1 - tail : tail;
  }
}
