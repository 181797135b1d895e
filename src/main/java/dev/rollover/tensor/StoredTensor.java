package dev.rollover.tensor;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One tensor on its way from a file to a device. */
record StoredTensor(SafetensorsFile file, String name, WeightChange change) {

  /**
   * Puts it on the device of a scope.
   *
   * @param widened whether it becomes float32, or stays of its type
   */
  Tensor load(boolean widened, Scope scope) throws IOException {
    DataType stored = file.dataType(name);
    DataType kept = widened ? DataType.F32 : stored;
    PtNDArray array = TorchTensors.empty(scope.manager(), kept, file.info(name).shape());
    if (kept == stored && !scope.device().isGpu()) {
      fill(array, stored);
    } else {
      try (PtNDManager host = scope.manager().newSubManager(ai.djl.Device.cpu())) {
        PtNDArray read = TorchTensors.empty(host, stored, file.info(name).shape());
        fill(read, stored);
        TorchTensors.copy(read, array);
      }
    }
    return new Tensor(array);
  }

  private void fill(PtNDArray array, DataType type) throws IOException {
    MemorySegment memory = TorchTensors.memory(array, file.bytes(name));
    Optional<UnaryOperator<FloatTensor>> changing = change.of(name);
    if (changing.isEmpty()) {
      file.copy(name, memory);
    } else {
      FloatTensor before = file.read(name);
      FloatTensor after = changing.get().apply(before);
      if (!Arrays.equals(before.shape(), after.shape())) {
        throw new IllegalStateException(name + " has changed its shape");
      }
      type.write(after.data(), memory);
      if (!type.allFinite(memory)) {
        throw file.notFinite(name);
      }
    }
  }
}
