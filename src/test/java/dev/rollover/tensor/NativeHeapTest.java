package dev.rollover.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class NativeHeapTest {

  @Test
  void takes_every_setting() {
    assertThat(NativeHeap.keepFreed(Map.of("PATH", "/bin"))).isTrue();
  }

  @Test
  void is_left_as_the_environment_says() {
    assertThat(NativeHeap.keepFreed(Map.of("GLIBC_TUNABLES", "glibc.malloc.arena_max=1")))
        .isFalse();
    assertThat(NativeHeap.keepFreed(Map.of("MALLOC_TOP_PAD_", "0"))).isFalse();
  }
}
