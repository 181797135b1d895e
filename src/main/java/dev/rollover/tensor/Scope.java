package dev.rollover.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A lifetime: every tensor is made in a scope and is gone, native memory and all, when the scope is
 * closed.
 */
public final class Scope implements AutoCloseable {

  private final PtNDManager manager;
  private final Device device;
  private final List<Safetensors> kept = new ArrayList<>();

  Scope(PtNDManager manager, Device device) {
    this.manager = manager;
    this.device = device;
  }

  /**
   * Whether weights are to be widened to float32 when they are put here.
   *
   * @param values of all the network's weights
   */
  public boolean widens(long values) {
    return device.widens(values);
  }

  /** Where its tensors live. */
  Device device() {
    return device;
  }

  /** A float32 tensor of the given shape, its values row-major. */
  public Tensor floats(float[] values, long... shape) {
    return new Tensor((PtNDArray) manager.create(values, new Shape(shape)));
  }

  /** An int64 tensor of the given shape, its values row-major. */
  public Tensor longs(long[] values, long... shape) {
    return new Tensor((PtNDArray) manager.create(values, new Shape(shape)));
  }

  /** A tensor of unsigned bytes of the given shape, row-major. */
  public Tensor bytes(byte[] values, long... shape) {
    return new Tensor(manager.create(ByteBuffer.wrap(values), new Shape(shape), DataType.UINT8));
  }

  /** A float32 scalar. */
  public Tensor scalar(float value) {
    return floats(new float[] {value});
  }

  /** Rows stacked into one float32 tensor {@code [rows, shape…]}. */
  public Tensor stack(List<float[]> rows, long... shape) {
    int size = rows.getFirst().length;
    float[] values = new float[rows.size() * size];
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(rows.get(row), 0, values, row * size, size);
    }
    long[] stacked = new long[shape.length + 1];
    stacked[0] = rows.size();
    System.arraycopy(shape, 0, stacked, 1, shape.length);
    return floats(values, stacked);
  }

  /** Rows of one length stacked into one int64 tensor {@code [rows, length]}. */
  public Tensor stackLongs(List<long[]> rows) {
    int length = rows.getFirst().length;
    long[] values = new long[rows.size() * length];
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(rows.get(row), 0, values, row * length, length);
    }
    return longs(values, rows.size(), length);
  }

  /** A shorter lifetime on the same device. */
  public Scope inner() {
    return new Scope((PtNDManager) manager.newSubManager(), device);
  }

  /** The same lifetime for tensors on the host, whatever the device. */
  Scope onHost() {
    return new Scope(manager.newSubManager(ai.djl.Device.cpu()), device);
  }

  /** Closes files when this is closed: tensors that are made here may lie in their memory. */
  public void keep(Safetensors files) {
    kept.add(files);
  }

  PtNDManager manager() {
    return manager;
  }

  static int count(NDManager manager) {
    int arrays = 0;
    for (NDArray ignored : manager.getManagedArrays()) {
      arrays++;
    }
    return arrays;
  }

  @Override
  public void close() {
    manager.close();
    kept.forEach(Safetensors::close);
  }
}
