package dev.rollover.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.store.TestDatabase;
import dev.rollover.store.Vendor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddedDatabaseTest {

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void only_a_database_of_this_process_has_it_as_its_only_user(Vendor vendor) {
    try (TestDatabase database = TestDatabase.empty(vendor)) {
      assertThat(EmbeddedDatabase.isBehind(database.dataSource())).isEqualTo(vendor == Vendor.H2);
    }
  }
}
