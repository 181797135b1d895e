package dev.rollover.queue;

import java.sql.DatabaseMetaData;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/** Tells a database that lives in this process, and locks others out, from one that is shared. */
final class EmbeddedDatabase {

  private static final Pattern H2_IN_THIS_PROCESS = Pattern.compile("jdbc:h2:(?!tcp:|ssl:).*");

  private EmbeddedDatabase() {}

  static boolean isBehind(DataSource dataSource) {
    try {
      String url = JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getURL);
      return H2_IN_THIS_PROCESS.matcher(url).matches();
    } catch (MetaDataAccessException unknown) {
      throw new IllegalStateException("the database does not tell its address", unknown);
    }
  }
}
