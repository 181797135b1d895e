package dev.rollover.training;

import dev.rollover.tensor.FloatTensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The weights of a model that has learned nothing yet, by the names diffusers and transformers give
 * them: layers as PyTorch initialises them (uniform within 1/√fan-in), norms as the identity.
 */
final class WeightTable {

  private final RandomGenerator random;
  private final Map<String, FloatTensor> weights = new LinkedHashMap<>();

  WeightTable(RandomGenerator random) {
    this.random = random;
  }

  /** A fully connected layer with a bias. */
  void linear(String name, int inputs, int outputs) {
    matrix(name, inputs, outputs);
    put(name + ".bias", uniform(outputs, inputs), outputs);
  }

  /** A fully connected layer without a bias. */
  void matrix(String name, int inputs, int outputs) {
    put(name + ".weight", uniform(inputs * outputs, inputs), outputs, inputs);
  }

  /** A fully connected layer without a bias, all of it divided by a number. */
  void smallMatrix(String name, int inputs, int outputs, double divisor) {
    float[] values = uniform(inputs * outputs, inputs);
    for (int i = 0; i < values.length; i++) {
      values[i] /= (float) divisor;
    }
    put(name + ".weight", values, outputs, inputs);
  }

  /** A fully connected layer that answers 0, so that what it gates starts as the identity. */
  void silentLinear(String name, int inputs, int outputs) {
    put(name + ".weight", new float[inputs * outputs], outputs, inputs);
    put(name + ".bias", new float[outputs], outputs);
  }

  /** A square convolution with a bias. */
  void convolution(String name, int inputs, int outputs, int kernel) {
    kernels(name, inputs, outputs, kernel);
    put(name + ".bias", uniform(outputs, inputs * kernel * kernel), outputs);
  }

  /** A square convolution without a bias. */
  void kernels(String name, int inputs, int outputs, int kernel) {
    int fanIn = inputs * kernel * kernel;
    put(name + ".weight", uniform(fanIn * outputs, fanIn), outputs, inputs, kernel, kernel);
  }

  /** A normalisation's scale and shift. */
  void norm(String name, int channels) {
    scale(name, channels);
    put(name + ".bias", new float[channels], channels);
  }

  /** A normalisation's scale alone. */
  void scale(String name, int channels) {
    float[] ones = new float[channels];
    Arrays.fill(ones, 1);
    put(name + ".weight", ones, channels);
  }

  /** One normally distributed vector a row. */
  void embedding(String name, int rows, int channels, double deviation) {
    table(name + ".weight", rows, channels, deviation);
  }

  /** The same, called as it is. */
  void table(String name, int rows, int channels, double deviation) {
    float[] values = new float[rows * channels];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    put(name, values, rows, channels);
  }

  /** One value everywhere, called as it is. */
  void constant(String name, float value, long... shape) {
    float[] values =
        new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
    Arrays.fill(values, value);
    put(name, values, shape);
  }

  /** The weights, in the order they were named. */
  Map<String, FloatTensor> weights() {
    return Collections.unmodifiableMap(weights);
  }

  private float[] uniform(int size, int fanIn) {
    float bound = (float) (1 / Math.sqrt(fanIn));
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextFloat(-bound, bound);
    }
    return values;
  }

  private void put(String name, float[] values, long... shape) {
    weights.put(name, new FloatTensor(shape, values));
  }
}
