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
      fill(TorchTensors.memory(array, file.bytes(name)), stored);
    } else {
      try (PtNDManager host = scope.manager().newSubManager(ai.djl.Device.cpu())) {
        PtNDArray read = TorchTensors.empty(host, stored, file.info(name).shape());
        fill(TorchTensors.memory(read, file.bytes(name)), stored);
        TorchTensors.copy(read, array);
      }
    }
    return new Tensor(array);
  }

  /**
   * Leaves it on the host: in the file where it is mapped, if the device can read it there and
   * nothing becomes of it; else in other memory.
   */
  Tensor rest(HostMemory memory) throws IOException {
    DataType stored = file.dataType(name);
    MemorySegment bytes;
    if (memory.isOfDevice() && file.isMappable(name) && change.of(name).isEmpty()) {
      file.check(name);
      bytes = file.mapped(name);
    } else {
      bytes = memory.take(file.bytes(name));
      fill(bytes, stored);
    }
    return new Tensor(
        TorchTensors.over(bytes, memory.scope().manager(), stored, file.info(name).shape()));
  }

  private void fill(MemorySegment memory, DataType type) throws IOException {
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
