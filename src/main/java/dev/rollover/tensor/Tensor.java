package dev.rollover.tensor;

import ai.djl.nn.Activation;
import ai.djl.pytorch.engine.PtNDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/** An array on a device, alive as long as the scope it was made in. */
public final class Tensor {

  private final PtNDArray array;

  Tensor(PtNDArray array) {
    this.array = array;
  }

  /** The lengths of its dimensions. */
  public long[] shape() {
    return array.getShape().getShape();
  }

  /** Its float32 values on the host, row-major. */
  public float[] toFloats() {
    return array.toFloatArray();
  }

  /** A float32 tensor's shape and values, on the host. */
  public FloatTensor toHost() {
    return new FloatTensor(shape(), toFloats());
  }

  /** The float32 values of each index of the first dimension. */
  public List<float[]> toRows() {
    float[] values = toFloats();
    return rows(values.length, (from, to) -> Arrays.copyOfRange(values, from, to));
  }

  /** The bytes of each index of the first dimension, of a uint8 tensor. */
  public List<byte[]> toByteRows() {
    byte[] values = array.toByteArray();
    return rows(values.length, (from, to) -> Arrays.copyOfRange(values, from, to));
  }

  private <R> List<R> rows(int length, BiFunction<Integer, Integer, R> part) {
    int rows = Math.toIntExact(array.getShape().get(0));
    int size = length / rows;
    List<R> answer = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      answer.add(part.apply(row * size, (row + 1) * size));
    }
    return answer;
  }

  /** Makes this a leaf whose gradient {@link Gradients#backward} fills. */
  public Tensor requireGradient() {
    array.setRequiresGradient(true);
    return this;
  }

  /** The gradient that flowed back to this leaf, of its shape. */
  public Tensor gradient() {
    return new Tensor(array.getGradient());
  }

  /** The product, element by element, of shapes that go together. */
  public Tensor times(Tensor other) {
    return new Tensor(array.mul(other.array));
  }

  /** The sum, element by element, of shapes that go together. */
  public Tensor plus(Tensor other) {
    return new Tensor(array.add(other.array));
  }

  /** With what lies outside of a range moved to its ends. */
  public Tensor clipped(double least, double most) {
    return new Tensor(array.clip(least, most));
  }

  /** 1/(1 + e^−x) of each element. */
  public Tensor sigmoid() {
    return new Tensor((PtNDArray) Activation.sigmoid(array));
  }

  /** The root of each element. */
  public Tensor sqrt() {
    return new Tensor((PtNDArray) array.sqrt());
  }

  /** The mean of each index of the first dimension: {@code [rows]}. */
  public Tensor meanOfRows() {
    return new Tensor((PtNDArray) array.reshape(array.getShape().get(0), -1).mean(new int[] {1}));
  }

  PtNDArray array() {
    return array;
  }
}
