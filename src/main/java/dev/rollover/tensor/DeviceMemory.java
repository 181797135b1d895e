package dev.rollover.tensor;

import ai.djl.util.cuda.CudaUtils;
import java.lang.management.MemoryUsage;

/**
 * The memory of a GPU, as CUDA tells it: what this process and others hold there, libtorch's cache
 * of freed buffers among it.
 *
 * @param used bytes
 * @param total bytes
 */
public record DeviceMemory(long used, long total) {

  static DeviceMemory of(ai.djl.Device gpu) {
    MemoryUsage memory = CudaUtils.getGpuMemory(gpu);
    return new DeviceMemory(memory.getCommitted(), memory.getMax());
  }
}
