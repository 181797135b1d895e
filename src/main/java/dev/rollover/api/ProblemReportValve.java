package dev.rollover.api;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Tomcat's own error page, as a problem. Public because Tomcat makes it by its class name. */
public final class ProblemReportValve extends ErrorReportValve {

  private static final Logger log = LoggerFactory.getLogger(ProblemReportValve.class);

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    boolean answered = response.getContentWritten() > 0 || !response.setErrorReported();
    if (status < 400 || answered) {
      return;
    }
    HttpStatus known = HttpStatus.resolve(status);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding("UTF-8");
    try {
      Writer writer = response.getReporter();
      if (writer != null) {
        writer.write(
            "{\"title\":\"%s\",\"status\":%d}"
                .formatted(known == null ? "Error" : known.getReasonPhrase(), status));
        response.finishResponse();
      }
    } catch (IOException gone) {
      log.debug("The client has gone: {}", gone.getMessage());
    }
  }
}
