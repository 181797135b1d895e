package dev.rollover.store;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Lets PostgreSQL end the session of a process that stands still, or whose machine has vanished, in
 * the midst of a transaction: the rows that it holds are what others wait for who take over.
 */
@Component
class AbandonedSessions implements BeanPostProcessor {

  /** Far more than any transaction rests here, and no longer than a takeover may wait. */
  private static final String PATIENCE = "set idle_in_transaction_session_timeout = '30s'";

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool
        && pool.getJdbcUrl() != null
        && pool.getJdbcUrl().startsWith("jdbc:postgresql:")
        && pool.getConnectionInitSql() == null) {
      pool.setConnectionInitSql(PATIENCE);
    }
    return bean;
  }
}
