package dev.rollover.store;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which request came with which idempotency key. A key lives as long as its generation. */
@Repository
public class IdempotencyStore {

  private final JdbcClient jdbc;

  public IdempotencyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A key's first use.
   *
   * @param requestSha256 of the request as it came, in hexadecimal
   */
  public record Use(String requestSha256, UUID generation) {}

  public Optional<Use> find(String key) {
    return jdbc.sql(
            """
            select request_sha256, generation_id from idempotency_key
            where idempotency_key = :key
            """)
        .param("key", key)
        .query(
            (row, number) ->
                new Use(
                    row.getString("request_sha256"), row.getObject("generation_id", UUID.class)))
        .optional();
  }

  /**
   * Keeps a key's first use.
   *
   * @throws org.springframework.dao.DuplicateKeyException when another use was first
   */
  public void insert(String key, Use use) {
    jdbc.sql(
            """
            insert into idempotency_key (idempotency_key, request_sha256, generation_id)
            values (:key, :sha256, :generation)
            """)
        .param("key", key)
        .param("sha256", use.requestSha256())
        .param("generation", use.generation())
        .update();
  }
}
