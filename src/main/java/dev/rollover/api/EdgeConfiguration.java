package dev.rollover.api;

import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** What a request passes before Spring MVC sees it. */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {

  /** First of all, since everything after goes by the address that the client asked for. */
  @Bean
  FilterRegistrationBean<TrustedForwarding> trustedForwarding(
      ApiProperties properties,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
    FilterRegistrationBean<TrustedForwarding> registration =
        new FilterRegistrationBean<>(new TrustedForwarding(properties.trustedNetworks(), problems));
    registration.setDispatcherTypes(
        DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  @Bean
  FilterRegistrationBean<CrossOrigin> crossOrigin(
      ApiProperties properties,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
    FilterRegistrationBean<CrossOrigin> registration =
        new FilterRegistrationBean<>(new CrossOrigin(properties.allowedOrigins(), problems));
    registration.addUrlPatterns("/v1/*", "/v3/*");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return registration;
  }
}
