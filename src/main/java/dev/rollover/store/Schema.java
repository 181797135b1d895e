package dev.rollover.store;

import java.util.Comparator;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.output.ValidateResult;
import org.jspecify.annotations.Nullable;

/** The schema of a database against the migrations that this program has. */
final class Schema {

  private final Flyway flyway;

  Schema(Flyway flyway) {
    this.flyway = flyway;
  }

  /**
   * Brings the database to the newest version that this program has.
   *
   * @throws SchemaMismatchException when it is newer than that
   */
  void migrate() {
    requireKnown();
    flyway.migrate();
  }

  /**
   * Only looks.
   *
   * @throws SchemaMismatchException when the database is not at the newest version that this
   *     program has, or was not brought there by the same migrations
   */
  void requireCurrent() {
    requireKnown();
    MigrationVersion database = newest(MigrationState::isApplied);
    MigrationVersion program = Objects.requireNonNull(newest(MigrationState::isResolved));
    if (!program.equals(database)) {
      throw new SchemaMismatchException(
          "The database is at version %s of the schema, this program needs version %s."
              .formatted(database == null ? "0" : database, program),
          "Let a process migrate it that has spring.flyway.enabled=true and the rights to.");
    }
    ValidateResult result = flyway.validateWithResult();
    if (!result.validationSuccessful) {
      throw new SchemaMismatchException(
          "The database was not brought to version %s by this program's migrations: %s"
              .formatted(database, result.getAllErrorMessages()),
          "Find out which program migrated it.");
    }
  }

  private void requireKnown() {
    boolean unknown =
        Stream.of(flyway.info().all())
            .map(MigrationInfo::getState)
            .anyMatch(
                state ->
                    state == MigrationState.FUTURE_SUCCESS
                        || state == MigrationState.FUTURE_FAILED);
    if (unknown) {
      throw new SchemaMismatchException(
          "The database is at version %s of the schema, this program knows up to version %s."
              .formatted(newest(MigrationState::isApplied), newest(MigrationState::isResolved)),
          "Start a newer program, or give this one a database of its own.");
    }
  }

  private @Nullable MigrationVersion newest(Predicate<MigrationState> which) {
    return Stream.of(flyway.info().all())
        .filter(migration -> migration.getType() != CoreMigrationType.SCHEMA)
        .filter(migration -> which.test(migration.getState()))
        .map(MigrationInfo::getVersion)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
