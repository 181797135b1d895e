package dev.rollover.model;

import dev.rollover.tensor.Arithmetic;
import dev.rollover.tensor.BatchLimits;
import dev.rollover.tensor.HostThreads;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.WeightKeeping;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What all devices have in common that models run on.
 *
 * @param largestBatch most latents that one takes at once
 * @param largestBatchPixels most pixels of the images of all that one takes at once; one image it
 *     takes whatever its size
 * @param threads that compute at once on the host's processors; by default as many as there are
 *     processors that the process may use. {@code OMP_NUM_THREADS} of the environment wins
 * @param spinCount turns that such a thread spins before it sleeps. {@code GOMP_SPINCOUNT} and
 *     {@code OMP_WAIT_POLICY} of the environment win
 * @param longestCall that a device may run one call before it counts as stuck
 * @param precision of the products of matrices in transformers and text encoders; what is {@code
 *     auto} is bfloat16 on a GPU that has it, else float32
 * @param decoderPrecision of what makes images of latents; {@code auto} is that of {@code
 *     precision}. Rewards are computed in float32 everywhere
 * @param weights as which types weights are kept: {@code stored} for those of their files, {@code
 *     float32}, which takes more memory and less time, or {@code auto} for float32 on the host in
 *     networks of up to 1 GiB, else those of the files
 * @param memory of each device that models may take, such as {@code 24GB}; when not said, what is
 *     free of a GPU's, and of the host's what the process may use and others have not taken, but
 *     for the heap of the JVM. Models that would take more are refused before they are loaded
 */
@Validated
@ConfigurationProperties(prefix = "rollover.device", ignoreUnknownFields = false)
record DeviceProperties(
    @DefaultValue("128") @Min(1) int largestBatch,
    @DefaultValue("" + BatchLimits.DEFAULT_PIXELS) @Min(1) long largestBatchPixels,
    @Nullable @Min(1) Integer threads,
    @DefaultValue("" + HostThreads.DEFAULT_SPIN_COUNT) @Min(0) int spinCount,
    @DefaultValue("5m") @DurationMin(seconds = 1) Duration longestCall,
    @DefaultValue("auto") ComputedIn precision,
    @DefaultValue("auto") ComputedIn decoderPrecision,
    @DefaultValue("auto") WeightKeeping weights,
    @Nullable DataSize memory) {

  /** In which precision something is computed. */
  enum ComputedIn {
    /** What suits the device. */
    AUTO,
    FLOAT32,
    BFLOAT16;

    @Nullable Precision precision() {
      return switch (this) {
        case AUTO -> null;
        case FLOAT32 -> Precision.FLOAT32;
        case BFLOAT16 -> Precision.BFLOAT16;
      };
    }
  }

  /** How all devices compute models and keep weights. */
  Arithmetic arithmetic() {
    return new Arithmetic(precision.precision(), decoderPrecision.precision(), weights);
  }

  /** How much goes at once. */
  BatchLimits limits() {
    return new BatchLimits(largestBatch, largestBatchPixels);
  }

  /** What models are held to before they are loaded. */
  MemoryLimit memoryLimit() {
    return new MemoryLimit(limits(), AvailableMemory.found(memory));
  }

  /** How the host's processors are to be used. */
  HostThreads hostThreads() {
    return new HostThreads(
        threads == null ? HostThreads.ofThisProcess().threads() : threads, spinCount);
  }
}
