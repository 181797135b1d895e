package dev.rollover.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

class ApiPropertiesTest {

  @EnableConfigurationProperties(ApiProperties.class)
  static class Service {}

  private final ApplicationContextRunner service =
      new ApplicationContextRunner().withUserConfiguration(Service.class);

  @Test
  void every_property_has_a_default() {
    service.run(
        context ->
            assertThat(context.getBean(ApiProperties.class))
                .isEqualTo(
                    new ApiProperties(
                        DataSize.ofKilobytes(256),
                        Duration.ofSeconds(15),
                        List.of(),
                        List.of(
                            "127.0.0.0/8",
                            "::1/128",
                            "10.0.0.0/8",
                            "172.16.0.0/12",
                            "192.168.0.0/16",
                            "100.64.0.0/10",
                            "169.254.0.0/16",
                            "fc00::/7",
                            "fe80::/10"))));
  }

  @Test
  void every_property_can_be_set() {
    service
        .withPropertyValues(
            "rollover.api.max-body=1MB",
            "rollover.api.heartbeat=5s",
            "rollover.api.allowed-origins=https://a.example,http://localhost:3000,http://[::1]:3000",
            "rollover.api.trusted-proxies=192.0.2.0/24,2001:db8::/32")
        .run(
            context ->
                assertThat(context.getBean(ApiProperties.class))
                    .isEqualTo(
                        new ApiProperties(
                            DataSize.ofMegabytes(1),
                            Duration.ofSeconds(5),
                            List.of(
                                "https://a.example", "http://localhost:3000", "http://[::1]:3000"),
                            List.of("192.0.2.0/24", "2001:db8::/32"))));
  }

  @Test
  void nobody_may_be_trusted() {
    service
        .withPropertyValues("rollover.api.trusted-proxies=")
        .run(
            context ->
                assertThat(context.getBean(ApiProperties.class).trustedNetworks()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rollover.api.max-body=0",
        "rollover.api.heartbeat=0s",
        "rollover.api.maximum-body=1MB",
        "rollover.api.allowed-origins=app.example.com",
        "rollover.api.allowed-origins=https://app.example.com/",
        "rollover.api.allowed-origins=https://a.example,https://b.example/path",
        "rollover.api.allowed-origins=ftp://a.example",
        "rollover.api.trusted-proxies=10.0.0.0/40",
        "rollover.api.trusted-proxies=proxy.example.com"
      })
  void what_makes_no_sense_stops_the_start(String property) {
    service.withPropertyValues(property).run(context -> assertThat(context).hasFailed());
  }
}
