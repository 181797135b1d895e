package dev.rollover.reward.clip;

import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a reward makes of the cosine between an image's direction and a text's. */
public enum ClipScore {
  /** CLIPScore: 100 · max(cosine, 0); from 0 to 100. */
  CLIP_SCORE {
    @Override
    double of(double cosine, double logit) {
      return 100 * Math.max(cosine, 0);
    }

    @Override
    Tensor of(Scope scope, Tensor cosines, Logit logit) {
      return cosines.clipped(0, 1).times(scope.scalar(100));
    }
  },
  /** The cosine itself, as HPSv2 has it; from −1 to 1. */
  COSINE {
    @Override
    double of(double cosine, double logit) {
      return cosine;
    }

    @Override
    Tensor of(Scope scope, Tensor cosines, Logit logit) {
      return cosines;
    }
  },
  /** The cosine times the model's scale, and its bias, as PickScore has it; any number. */
  LOGIT {
    @Override
    double of(double cosine, double logit) {
      return logit;
    }

    @Override
    Tensor of(Scope scope, Tensor cosines, Logit logit) {
      return logit.of(scope, cosines);
    }
  },
  /** 1 / (1 + e^−logit), as SigLIP was trained; from 0 to 1. */
  PROBABILITY {
    @Override
    double of(double cosine, double logit) {
      return 1 / (1 + Math.exp(-logit));
    }

    @Override
    Tensor of(Scope scope, Tensor cosines, Logit logit) {
      return logit.of(scope, cosines).sigmoid();
    }
  };

  abstract double of(double cosine, double logit);

  /** The same of many, as one that gradients go through. */
  abstract Tensor of(Scope scope, Tensor cosines, Logit logit);

  /** What requests and configurations call it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All of them, as requests call them. */
  static List<String> labels() {
    return Arrays.stream(values()).map(ClipScore::label).toList();
  }

  /** The one that requests call so. */
  static ClipScore labelled(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
