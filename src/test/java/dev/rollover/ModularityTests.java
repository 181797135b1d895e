package dev.rollover;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

  @Test
  void rooms_call_only_the_rooms_they_may() {
    ApplicationModules.of(Rollover.class).verify();
  }
}
