package dev.rollover.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Lets the pages of the configured origins ask, and read the answers, the problems among them: a
 * filter also sees what is refused before any controller is found. Nothing here goes by cookies, so
 * none are let through. With no origin configured it stands aside.
 */
final class CrossOrigin extends OncePerRequestFilter {

  private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "DELETE");
  private static final List<String> EXPOSED =
      List.of(
          HttpHeaders.LOCATION,
          HttpHeaders.RETRY_AFTER,
          HttpHeaders.ETAG,
          HttpHeaders.ACCEPT_RANGES,
          HttpHeaders.CONTENT_RANGE,
          HttpHeaders.ALLOW,
          HttpHeaders.ACCEPT_ENCODING);

  private final boolean isOff;
  private final CorsConfiguration configuration = new CorsConfiguration();
  private final DefaultCorsProcessor processor = new SilentProcessor();
  private final HandlerExceptionResolver problems;

  CrossOrigin(List<String> allowedOrigins, HandlerExceptionResolver problems) {
    isOff = allowedOrigins.isEmpty();
    configuration.setAllowedOrigins(allowedOrigins);
    configuration.setAllowedMethods(METHODS);
    configuration.addAllowedHeader(CorsConfiguration.ALL);
    configuration.setExposedHeaders(EXPOSED);
    configuration.setMaxAge(Duration.ofHours(1));
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return isOff;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!processor.processRequest(configuration, request, response)) {
      problems.resolveException(request, response, null, refusal(request));
    } else if (!CorsUtils.isPreFlightRequest(request)) {
      chain.doFilter(request, response);
    }
  }

  private ForeignOriginException refusal(HttpServletRequest request) {
    boolean isKnown = configuration.checkOrigin(request.getHeader(HttpHeaders.ORIGIN)) != null;
    return isKnown
        ? new ForeignOriginException(
            HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD,
            "must be one of: " + String.join(", ", METHODS))
        : new ForeignOriginException(
            HttpHeaders.ORIGIN, "must be one that this service is configured to allow");
  }

  /** Says only that a request is refused; it is answered as a problem then. */
  private static final class SilentProcessor extends DefaultCorsProcessor {

    @Override
    protected void rejectRequest(ServerHttpResponse response) {
      // Answered by the filter.
    }
  }
}
