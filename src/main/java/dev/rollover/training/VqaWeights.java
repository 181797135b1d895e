package dev.rollover.training;

import dev.rollover.model.vqa.VqaConfig;
import dev.rollover.model.vqa.VqaWords;
import dev.rollover.shapes.SceneCells;
import dev.rollover.tensor.FloatTensor;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The untrained weights of the model that answers questions about images. */
final class VqaWeights {

  /** What training alone has: a layer that says of each token what lies there. */
  static final String CELLS = "cells";

  private static final int KERNEL = 3;

  private final BundledVqa sizes;
  private final VqaConfig config;
  private final WeightTable table;

  private VqaWeights(BundledVqa sizes, VqaConfig config, RandomGenerator random) {
    this.sizes = sizes;
    this.config = config;
    this.table = new WeightTable(random);
  }

  static Map<String, FloatTensor> draw(BundledVqa sizes, VqaConfig config, RandomGenerator random) {
    VqaWeights weights = new VqaWeights(sizes, config, random);
    weights.image();
    weights.text();
    weights.answer();
    weights.table.linear(CELLS, sizes.width(), SceneCells.CONTENTS);
    return weights.table.weights();
  }

  private void image() {
    int stem = sizes.channels().get(0);
    int middle = sizes.channels().get(1);
    int last = sizes.channels().get(2);
    table.convolution("image.stem", 3, stem, KERNEL);
    table.convolution("image.down.0", stem, middle, KERNEL);
    resnet("image.resnets.0", middle);
    table.convolution("image.down.1", middle, last, KERNEL);
    resnet("image.resnets.1", last);
    table.convolution("image.down.2", last, sizes.width(), KERNEL);
    table.table("image.positions", config.imageTokens(), sizes.width(), 0.1);
    for (int layer = 0; layer < config.imageLayers(); layer++) {
      block("image.blocks." + layer);
    }
    table.norm("image.norm", sizes.width());
  }

  private void resnet(String name, int channels) {
    table.norm(name + ".norm1", channels);
    table.convolution(name + ".conv1", channels, channels, KERNEL);
    table.norm(name + ".norm2", channels);
    table.convolution(name + ".conv2", channels, channels, KERNEL);
  }

  private void text() {
    table.embedding("text.words", VqaWords.count(config), sizes.width(), 0.5);
    table.table("text.positions", 1 + config.phrases(), sizes.width(), 0.5);
    for (int layer = 0; layer < config.textLayers(); layer++) {
      block("text.blocks." + layer);
    }
  }

  private void answer() {
    int width = sizes.width();
    for (int layer = 0; layer < config.answerLayers(); layer++) {
      String name = "answer.blocks." + layer;
      table.norm(name + ".norm", width);
      table.linear(name + ".look.q", width, width);
      table.linear(name + ".look.kv", width, 2 * width);
      table.linear(name + ".look.out", width, width);
      // So that what is seen at first is about the mean of all tokens.
      table.constant(
          name + ".look.threshold", (float) -Math.log(config.imageTokens()), config.heads(), 1, 1);
      block(name);
    }
    table.norm("answer.norm", width);
    table.linear("answer.head.0", width, width);
    table.linear("answer.head.1", width, 1);
  }

  private void block(String name) {
    int width = sizes.width();
    table.norm(name + ".norm1", width);
    table.linear(name + ".attention.qkv", width, 3 * width);
    table.linear(name + ".attention.out", width, width);
    table.norm(name + ".norm2", width);
    table.linear(name + ".mlp.0", width, sizes.hidden());
    table.linear(name + ".mlp.1", sizes.hidden(), width);
  }
}
