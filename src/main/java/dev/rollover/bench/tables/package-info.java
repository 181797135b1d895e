/** Reruns the paper's tables on any model: cells, their outcomes, and the reports made of them. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "search",
      "settings",
      "model",
      "model :: flux",
      "model :: vqa",
      "reward",
      "reward :: vlm",
      "reward :: vqa",
      "shapes",
      "tensor",
      "time",
      "plot",
      "bench",
      "bench.statistics"
    })
package dev.rollover.bench.tables;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
