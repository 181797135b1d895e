package dev.rollover.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which request came with which idempotency key. A key lives as long as its generation. */
@Repository
public class IdempotencyStore {

  private final JdbcClient jdbc;
  private final NamedParameterJdbcOperations batches;

  public IdempotencyStore(NamedParameterJdbcOperations jdbc) {
    this.jdbc = JdbcClient.create(jdbc);
    this.batches = jdbc;
  }

  /**
   * A key's first use.
   *
   * @param requestSha256 of the request as it came, in hexadecimal
   */
  public record Use(String requestSha256, UUID generation) {}

  /** The first uses of those keys that have been used. */
  public Map<String, Use> find(Collection<String> keys) {
    Map<String, Use> uses = new HashMap<>();
    if (!keys.isEmpty()) {
      jdbc.sql(
              """
              select idempotency_key, request_sha256, generation_id from idempotency_key
              where idempotency_key in (:keys)
              """)
          .param("keys", keys)
          .query((RowCallbackHandler) row -> uses.put(row.getString("idempotency_key"), use(row)));
    }
    return uses;
  }

  private static Use use(ResultSet row) throws SQLException {
    return new Use(row.getString("request_sha256"), row.getObject("generation_id", UUID.class));
  }

  /**
   * Keeps keys' first uses.
   *
   * @throws org.springframework.dao.DuplicateKeyException when another use was first
   */
  public void insert(Map<String, Use> uses) {
    batches.batchUpdate(
        """
        insert into idempotency_key (idempotency_key, request_sha256, generation_id)
        values (:key, :sha256, :generation)
        """,
        uses.entrySet().stream()
            .map(entry -> row(entry.getKey(), entry.getValue()))
            .toArray(SqlParameterSource[]::new));
  }

  private static SqlParameterSource row(String key, Use use) {
    return new MapSqlParameterSource("key", key)
        .addValue("sha256", use.requestSha256())
        .addValue("generation", use.generation());
  }
}
