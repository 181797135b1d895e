package dev.rollover.api;

import dev.rollover.generation.FieldError;
import dev.rollover.generation.InvalidRequestException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.catalina.util.NetMask;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Believes what a trusted proxy says in {@code X-Forwarded-Proto}, {@code -Host}, {@code -Port} and
 * {@code -Prefix} of the address that the client asked for, so that every link leads back through
 * it; from anybody else these headers are passed over.
 */
final class TrustedForwarding extends ForwardedHeaderFilter {

  private static final String PREFIX = "X-Forwarded-Prefix";

  /** One or more paths with commas between, of what needs no quoting in a link. */
  private static final Pattern PATHS =
      Pattern.compile("\\s*(/[\\w.~-]+)*/?\\s*(,\\s*(/[\\w.~-]+)*/?\\s*)*");

  private final List<NetMask> proxies;
  private final HandlerExceptionResolver problems;
  private final ForwardedHeaderFilter passingOver = new ForwardedHeaderFilter();

  TrustedForwarding(List<NetMask> proxies, HandlerExceptionResolver problems) {
    super(false);
    setUseForwardedPrefix(true);
    passingOver.setRemoveOnly(true);
    this.proxies = List.copyOf(proxies);
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String prefix = request.getHeader(PREFIX);
    if (!isTrusted(InetAddress.ofLiteral(request.getRemoteAddr()))) {
      passingOver.doFilter(request, response, chain);
    } else if (prefix != null && !PATHS.matcher(prefix).matches()) {
      problems.resolveException(request, response, null, invalidPrefix());
    } else {
      super.doFilterInternal(request, response, chain);
    }
  }

  private boolean isTrusted(@Nullable InetAddress sender) {
    return sender != null && proxies.stream().anyMatch(mask -> mask.matches(sender));
  }

  private static InvalidRequestException invalidPrefix() {
    return new InvalidRequestException(
        List.of(new FieldError(PREFIX, "must be a path, such as /rollover")));
  }
}
