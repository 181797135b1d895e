package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.RelativeDifference;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;

/** That a network computes what it was taken from computes, whatever a row's place in its batch. */
@NullMarked
public final class Parity {

  private static final double TOLERANCE = 1e-4;

  private Parity() {}

  /** Compares what a network answers with a fixture's output, relatively, within 1e-4. */
  public static void check(
      Device device,
      Network network,
      Fixture fixture,
      String output,
      Function<Rows, List<Tensor>> inputs) {
    for (boolean reversed : new boolean[] {false, true}) {
      try (Scope scope = device.scope()) {
        Rows rows = new Rows(fixture, reversed, scope);
        Tensor ours = network.run(scope, inputs.apply(rows).toArray(new Tensor[0]));
        FloatTensor theirs = rows.inOrder(output);
        assertThat(ours.shape()).containsExactly(theirs.shape());
        assertThat(RelativeDifference.of(ours.toFloats(), theirs.data())).isLessThan(TOLERANCE);
      }
    }
  }

  /** A fixture's rows, as they are or last row first. */
  public record Rows(Fixture fixture, boolean reversed, Scope scope) {

    public Tensor floats(String name) {
      FloatTensor rows = inOrder(name);
      return scope.floats(rows.data(), rows.shape());
    }

    public Tensor ids() {
      return longs("input_ids");
    }

    public Tensor longs(String name) {
      FloatTensor rows = inOrder(name);
      return scope.longs(Fixture.asLongs(rows.data()), rows.shape());
    }

    /** What all rows have in common. */
    public Tensor shared(String name) {
      FloatTensor value = fixture.value(name);
      return scope.floats(value.data(), value.shape());
    }

    FloatTensor inOrder(String name) {
      FloatTensor batch = fixture.value(name);
      return reversed ? reversed(batch) : batch;
    }

    private static FloatTensor reversed(FloatTensor batch) {
      int rows = (int) batch.shape()[0];
      int size = batch.data().length / rows;
      float[] data = new float[batch.data().length];
      for (int row = 0; row < rows; row++) {
        System.arraycopy(batch.data(), row * size, data, (rows - 1 - row) * size, size);
      }
      return new FloatTensor(batch.shape(), data);
    }
  }
}
