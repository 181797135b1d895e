package dev.rollover.flow;

/** The shape c(s) of a diffusion g(s) = norm·c(s) over the time s from 0 (image) to 1 (noise). */
public enum DiffusionCoefficient {
  /** s², the paper's choice. */
  SQUARE {
    @Override
    double at(double time, double sigma) {
      return time * time;
    }
  },
  /** s. */
  LINEAR {
    @Override
    double at(double time, double sigma) {
      return time;
    }
  },
  /** 1. */
  CONSTANT {
    @Override
    double at(double time, double sigma) {
      return 1;
    }
  },
  /** σ_s of the generation's interpolant. */
  SIGMA {
    @Override
    double at(double time, double sigma) {
      return sigma;
    }
  },
  /** sin(πs/2). */
  SINE {
    @Override
    double at(double time, double sigma) {
      return StrictMath.sin(Math.PI * time / 2);
    }
  },
  /** exp(−((s − 1)/0.1)²): at the start only. */
  EXPONENTIAL {
    @Override
    double at(double time, double sigma) {
      double widths = (time - 1) / 0.1;
      return StrictMath.exp(-widths * widths);
    }
  },
  /** 2·(s − ½)₊: none in the second half. */
  CLIPPED {
    @Override
    double at(double time, double sigma) {
      return Math.max(0, 2 * (time - 0.5));
    }
  },
  /** tan(π·min(s, .95)/2). */
  TANGENT {
    @Override
    double at(double time, double sigma) {
      return StrictMath.tan(Math.PI * Math.min(time, 0.95) / 2);
    }
  };

  abstract double at(double time, double sigma);
}
