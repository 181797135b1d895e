package dev.rollover.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NullMarked
class ProgramTest {

  private final Device device = Device.cpu();

  @AfterEach
  void close() {
    device.close();
  }

  @Test
  void runs_what_its_text_says() {
    try (Program program = Program.compile("mean_squared_error", Map.of(), device);
        Scope scope = device.scope()) {
      Tensor answer =
          program.run(
              scope, scope.floats(new float[] {1, 2}, 2), scope.floats(new float[] {4, 6}, 2));
      assertThat(answer.toFloats()).containsExactly(12.5f);
    }
  }

  @Test
  void a_text_includes_methods_that_it_shares_with_others() {
    try (Program program = Program.compile("including", Map.of(), device);
        Scope scope = device.scope()) {
      Tensor answer = program.run(scope, scope.floats(new float[] {1, -3}, 2));
      assertThat(answer.toFloats()).containsExactly(4, -12);
    }
  }

  @Test
  void gives_the_source_line_of_a_text_that_does_not_compile() {
    assertThatThrownBy(() -> Program.compile("broken", Map.of(), device))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("program broken does not compile")
        .hasMessageContaining("return torch.no_such_function(x)")
        .hasMessageContaining("line 13");
  }

  @Test
  void names_the_resource_that_is_missing() {
    assertThatThrownBy(() -> Program.compile("absent", Map.of(), device))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no program /torchscript/absent.torchscript");
  }

  @Test
  void refuses_a_constant_of_a_kind_that_programs_do_not_have() {
    assertThatThrownBy(
            () -> Program.compile("mean_squared_error", Map.of("size", new Object()), device))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("constant size is a Boolean, Integer, Double");
  }

  @Test
  void gradients_flow_back_to_a_recorded_input() {
    try (Program program = Program.compile("mean_squared_error", Map.of(), device);
        Scope scope = device.scope();
        Gradients gradients = new Gradients()) {
      Tensor leaf = scope.floats(new float[] {1, 2}, 2).requireGradient();
      gradients.backward(program.record(scope, leaf, scope.floats(new float[] {4, 6}, 2)));
      assertThat(leaf.array().getGradient().toFloatArray()).containsExactly(-3, -4);
    }
  }
}
