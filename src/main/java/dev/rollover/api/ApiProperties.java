package dev.rollover.api;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.catalina.util.NetMask;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How the service meets its clients.
 *
 * @param maxBody largest request body that is read; the largest that the API document allows fits
 *     into the default, with every character written as an escape
 * @param heartbeat how long an event stream may be silent before a comment says that it is alive
 * @param allowedOrigins whose pages may call the service from a browser, such as {@code
 *     https://app.example.com}, or {@code *} for all; none by default
 * @param trustedProxies networks, such as {@code 10.0.0.0/8}, whose {@code X-Forwarded-*} headers
 *     are believed; by default this machine and the private ones, and empty for none. A proxy among
 *     them must set or remove these headers of its own clients
 */
@Validated
@ConfigurationProperties(prefix = "rollover.api", ignoreUnknownFields = false)
record ApiProperties(
    @DefaultValue("256KB") @NotNull DataSize maxBody,
    @DefaultValue("15s") @NotNull Duration heartbeat,
    @DefaultValue @NotNull List<String> allowedOrigins,
    @DefaultValue({
          "127.0.0.0/8",
          "::1/128",
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "100.64.0.0/10",
          "169.254.0.0/16",
          "fc00::/7",
          "fe80::/10"
        })
        @NotNull
        List<String> trustedProxies) {

  private static final Pattern ORIGIN =
      Pattern.compile("\\*|https?://([\\w.-]+|\\[[0-9a-fA-F:.]+])(:[0-9]{1,5})?");

  ApiProperties {
    if (maxBody.toBytes() < 1) {
      throw new IllegalArgumentException("rollover.api.max-body must be positive");
    }
    if (!heartbeat.isPositive()) {
      throw new IllegalArgumentException("rollover.api.heartbeat must be positive");
    }
    allowedOrigins = List.copyOf(allowedOrigins);
    for (String origin : allowedOrigins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "rollover.api.allowed-origins must be * or origins such as https://app.example.com,"
                + " without a path, not "
                + origin);
      }
    }
    trustedProxies = List.copyOf(trustedProxies);
    masks(trustedProxies);
  }

  /** The trusted networks. */
  List<NetMask> trustedNetworks() {
    return masks(trustedProxies);
  }

  private static List<NetMask> masks(List<String> networks) {
    try {
      return networks.stream().map(NetMask::new).toList();
    } catch (IllegalArgumentException invalid) {
      throw new IllegalArgumentException(
          "rollover.api.trusted-proxies must be networks such as 10.0.0.0/8", invalid);
    }
  }
}
