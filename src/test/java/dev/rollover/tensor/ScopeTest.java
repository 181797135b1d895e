package dev.rollover.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NullMarked
class ScopeTest {

  private final Device device = Device.cpu();

  @AfterEach
  void close() {
    device.close();
  }

  @Test
  void frees_its_tensors_when_it_is_closed() {
    int before = device.liveTensors();
    Tensor kept;
    try (Scope scope = device.scope()) {
      kept = scope.floats(new float[] {1, 2}, 2);
      scope.longs(new long[] {1, 2, 3}, 3);
      assertThat(device.liveTensors()).isEqualTo(before + 2);
    }
    assertThat(device.liveTensors()).isEqualTo(before);
    assertThatThrownBy(kept::toFloats).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void frees_what_programs_answered_in_it() {
    try (Program program = Program.compile("mean_squared_error", Map.of(), device)) {
      int before = device.liveTensors();
      for (int call = 0; call < 10; call++) {
        try (Scope scope = device.scope()) {
          Tensor ones = scope.floats(new float[] {1, 1}, 2);
          program.run(scope, ones, ones);
          program.record(scope, ones, ones);
          assertThat(device.liveTensors()).isEqualTo(before + 3);
        }
      }
      assertThat(device.liveTensors()).isEqualTo(before);
    }
  }

  @Test
  void an_inner_scope_ends_before_its_outer_one_and_with_it() {
    int before = device.liveTensors();
    try (Scope outer = device.scope()) {
      Tensor kept = outer.scalar(7);
      try (Scope inner = outer.inner()) {
        inner.scalar(8);
        assertThat(device.liveTensors()).isEqualTo(before + 2);
      }
      assertThat(device.liveTensors()).isEqualTo(before + 1);
      assertThat(kept.toFloats()).containsExactly(7);
      outer.inner().scalar(9);
    }
    assertThat(device.liveTensors()).isEqualTo(before);
  }

  @Test
  void stacks_rows_along_a_new_first_dimension() {
    try (Scope scope = device.scope()) {
      Tensor stacked = scope.stack(List.of(new float[] {1, 2}, new float[] {3, 4}), 2, 1);
      assertThat(stacked.shape()).containsExactly(2, 2, 1);
      assertThat(stacked.toFloats()).containsExactly(1, 2, 3, 4);
      assertThat(stacked.toRows().get(1)).containsExactly(3, 4);
      Tensor longs = scope.stackLongs(List.of(new long[] {1, 2, 3}, new long[] {4, 5, 6}));
      assertThat(longs.shape()).containsExactly(2, 3);
    }
  }
}
