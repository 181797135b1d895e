package dev.rollover.training;

import dev.rollover.model.vqa.VqaConfig;
import dev.rollover.tensor.FloatTensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The question answerer in plain double precision, as its programs' texts say it. */
final class PlainVqa {

  private final VqaConfig config;
  private final Map<String, FloatTensor> weights;

  PlainVqa(VqaConfig config, Map<String, FloatTensor> weights) {
    this.config = config;
    this.weights = weights;
  }

  /**
   * The log odds of yes.
   *
   * @param planes {@code [channels][height][width]}
   */
  double logOdds(double[][][] planes, long[] question) {
    double[][] image = image(planes);
    double[][] phrases = phrases(question);
    for (int layer = 0; layer < config.textLayers(); layer++) {
      phrases = block(phrases, "text.blocks." + layer);
    }
    for (int layer = 0; layer < config.answerLayers(); layer++) {
      String name = "answer.blocks." + layer;
      phrases = sum(phrases, look(norm(phrases, name + ".norm"), image, name + ".look"));
      phrases = block(phrases, name);
    }
    double[] answer = norm(phrases, "answer.norm")[0];
    return linear(gelu(linear(answer, "answer.head.0")), "answer.head.1")[0];
  }

  private double[][] phrases(long[] question) {
    double[][] phrases = new double[question.length / config.phraseLength()][];
    for (int at = 0; at < phrases.length; at++) {
      phrases[at] = row("text.positions", at);
      for (int word = 0; word < config.phraseLength(); word++) {
        int id = (int) question[at * config.phraseLength() + word];
        phrases[at] = id == 0 ? phrases[at] : sum(phrases[at], row("text.words.weight", id));
      }
    }
    return phrases;
  }

  private double[][] image(double[][][] planes) {
    double[][][] h = conv(planes, "image.stem", 2);
    h = map(h, PlainVqa::silu);
    h = conv(h, "image.down.0", 2);
    h = resnet(h, "image.resnets.0");
    h = conv(h, "image.down.1", 2);
    h = resnet(h, "image.resnets.1");
    h = conv(h, "image.down.2", 2);
    int side = h[0].length;
    double[][] tokens = new double[side * side][h.length];
    for (int at = 0; at < tokens.length; at++) {
      for (int channel = 0; channel < h.length; channel++) {
        tokens[at][channel] = h[channel][at / side][at % side];
      }
      tokens[at] = sum(tokens[at], row("image.positions", at));
    }
    for (int layer = 0; layer < config.imageLayers(); layer++) {
      tokens = block(tokens, "image.blocks." + layer);
    }
    return norm(tokens, "image.norm");
  }

  private double[][][] resnet(double[][][] x, String name) {
    double[][][] h = map(groupNorm(x, name + ".norm1"), PlainVqa::silu);
    h = conv(h, name + ".conv1", 1);
    h = conv(map(groupNorm(h, name + ".norm2"), PlainVqa::silu), name + ".conv2", 1);
    double[][][] out = new double[x.length][][];
    for (int channel = 0; channel < x.length; channel++) {
      out[channel] = sum(x[channel], h[channel]);
    }
    return out;
  }

  /** 3×3, a border of zeros. */
  private double[][][] conv(double[][][] x, String name, int stride) {
    FloatTensor kernel = weight(name + ".weight");
    float[] bias = values(name + ".bias");
    int inputs = (int) kernel.shape()[1];
    int side = x[0].length / stride;
    double[][][] out = new double[bias.length][side][side];
    for (int channel = 0; channel < bias.length; channel++) {
      for (int at = 0; at < side * side; at++) {
        double sum = bias[channel];
        for (int tap = 0; tap < 9 * inputs; tap++) {
          int row = at / side * stride + tap % 9 / 3 - 1;
          int column = at % side * stride + tap % 3 - 1;
          boolean inside = row >= 0 && row < x[0].length && column >= 0 && column < x[0].length;
          sum += inside ? kernel.data()[channel * 9 * inputs + tap] * x[tap / 9][row][column] : 0;
        }
        out[channel][at / side][at % side] = sum;
      }
    }
    return out;
  }

  private double[][][] groupNorm(double[][][] x, String name) {
    int size = x.length / config.normGroups();
    double[][][] out = new double[x.length][][];
    for (int group = 0; group < config.normGroups(); group++) {
      int from = group * size;
      double[] all =
          IntStream.range(from, from + size)
              .boxed()
              .flatMapToDouble(channel -> flat(x[channel]))
              .toArray();
      for (int channel = from; channel < from + size; channel++) {
        double scale = values(name + ".weight")[channel];
        double shift = values(name + ".bias")[channel];
        out[channel] = new double[x[channel].length][];
        for (int row = 0; row < x[channel].length; row++) {
          out[channel][row] = normed(x[channel][row], all, scale, shift);
        }
      }
    }
    return out;
  }

  private static DoubleStream flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream);
  }

  private static double[] normed(double[] row, double[] all, double scale, double shift) {
    double mean = Arrays.stream(all).average().orElseThrow();
    double variance = Arrays.stream(all).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    return Arrays.stream(row)
        .map(v -> (v - mean) / Math.sqrt(variance + 1e-5) * scale + shift)
        .toArray();
  }

  private double[][] block(double[][] x, String name) {
    double[][] h = sum(x, attention(norm(x, name + ".norm1"), name + ".attention"));
    double[][] out = new double[x.length][];
    for (int at = 0; at < x.length; at++) {
      double[] normed = norm(h, name + ".norm2")[at];
      out[at] = sum(h[at], linear(gelu(linear(normed, name + ".mlp.0")), name + ".mlp.1"));
    }
    return out;
  }

  private double[][] attention(double[][] x, String name) {
    int width = x[0].length;
    double[][] qkv = linears(x, name + ".qkv");
    double[][] seen = new double[x.length][width];
    for (int head = 0; head < config.heads(); head++) {
      for (int at = 0; at < x.length; at++) {
        double[] scores = scores(qkv[at], 0, qkv, width, head, width);
        double total = Arrays.stream(scores).map(Math::exp).sum();
        for (int other = 0; other < x.length; other++) {
          double share = Math.exp(scores[other]) / total;
          add(seen[at], share, qkv[other], 2 * width, head, width);
        }
      }
    }
    return linears(seen, name + ".out");
  }

  private double[][] look(double[][] phrases, double[][] image, String name) {
    int width = phrases[0].length;
    double[][] q = linears(phrases, name + ".q");
    double[][] kv = linears(image, name + ".kv");
    double[][] seen = new double[phrases.length][width];
    for (int head = 0; head < config.heads(); head++) {
      double threshold = values(name + ".threshold")[head];
      for (int at = 0; at < phrases.length; at++) {
        double[] scores = scores(q[at], 0, kv, 0, head, width);
        for (int token = 0; token < image.length; token++) {
          double weight = 1 / (1 + Math.exp(-scores[token] - threshold));
          add(seen[at], weight, kv[token], width, head, width);
        }
      }
    }
    return linears(seen, name + ".out");
  }

  private double[] scores(
      double[] query, int queryFrom, double[][] keys, int keyFrom, int head, int width) {
    int size = width / config.heads();
    return Arrays.stream(keys)
        .mapToDouble(
            key ->
                IntStream.range(head * size, (head + 1) * size)
                        .mapToDouble(i -> query[queryFrom + i] * key[keyFrom + i])
                        .sum()
                    / Math.sqrt(size))
        .toArray();
  }

  private void add(double[] to, double share, double[] values, int from, int head, int width) {
    int size = width / config.heads();
    for (int i = head * size; i < (head + 1) * size; i++) {
      to[i] += share * values[from + i];
    }
  }

  private double[][] norm(double[][] x, String name) {
    double[][] out = new double[x.length][];
    for (int at = 0; at < x.length; at++) {
      double[] normed = normed(x[at], x[at], 1, 0);
      for (int i = 0; i < normed.length; i++) {
        normed[i] = normed[i] * values(name + ".weight")[i] + values(name + ".bias")[i];
      }
      out[at] = normed;
    }
    return out;
  }

  private double[][] linears(double[][] x, String name) {
    return Arrays.stream(x).map(row -> linear(row, name)).toArray(double[][]::new);
  }

  private double[] linear(double[] x, String name) {
    float[] matrix = values(name + ".weight");
    float[] bias = values(name + ".bias");
    double[] out = new double[bias.length];
    for (int row = 0; row < out.length; row++) {
      out[row] = bias[row];
      for (int i = 0; i < x.length; i++) {
        out[row] += matrix[row * x.length + i] * x[i];
      }
    }
    return out;
  }

  private FloatTensor weight(String name) {
    return Objects.requireNonNull(weights.get(name));
  }

  private float[] values(String name) {
    return weight(name).data();
  }

  private double[] row(String name, int index) {
    FloatTensor table = weight(name);
    int width = (int) table.shape()[1];
    return IntStream.range(0, width).mapToDouble(i -> table.data()[index * width + i]).toArray();
  }

  private static double[][] sum(double[][] x, double[][] y) {
    return IntStream.range(0, x.length).mapToObj(at -> sum(x[at], y[at])).toArray(double[][]::new);
  }

  private static double[] sum(double[] x, double[] y) {
    return IntStream.range(0, x.length).mapToDouble(i -> x[i] + y[i]).toArray();
  }

  private static double[][][] map(double[][][] x, DoubleUnaryOperator function) {
    return Arrays.stream(x)
        .map(
            plane ->
                Arrays.stream(plane)
                    .map(row -> Arrays.stream(row).map(function).toArray())
                    .toArray(double[][]::new))
        .toArray(double[][][]::new);
  }

  private static double silu(double x) {
    return x / (1 + Math.exp(-x));
  }

  private static double[] gelu(double[] x) {
    return Arrays.stream(x).map(v -> v * normalBelow(v)).toArray();
  }

  /** The standard normal distribution function, by its series around 0. */
  private static double normalBelow(double x) {
    double term = x;
    double sum = x;
    for (int i = 1; i < 200; i++) {
      term *= -x * x / 2 / i;
      sum += term / (2 * i + 1);
    }
    return 0.5 + sum / Math.sqrt(2 * Math.PI);
  }
}
