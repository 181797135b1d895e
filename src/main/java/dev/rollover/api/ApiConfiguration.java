package dev.rollover.api;

import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Makes Spring MVC as strict as the contract: nothing unknown is passed over. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiProperties.class)
class ApiConfiguration implements WebMvcConfigurer {

  private final JsonMapper mapper;
  private final ApiProperties properties;

  ApiConfiguration(JsonMapper mapper, ApiProperties properties) {
    this.mapper = mapper;
    this.properties = properties;
  }

  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
    builder
        .addCustomConverter(new StrictJsonConverter(mapper, properties.maxBody()))
        .addCustomConverter(new TraceConverter(new MediaType("text", "csv"), TraceCsv::write))
        .addCustomConverter(
            new TraceConverter(new MediaType("image", "svg+xml"), RewardCurveSvg::draw));
  }

  @Override
  public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
    configurer.strategies(List.of(new ProblemTolerantAccept()));
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new ParameterCheck()).addPathPatterns("/v1/**");
  }

  /** What fails before any of this service's code is asked shall be a problem too. */
  @Bean
  static WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTomcat() {
    return factory ->
        factory.addContextCustomizers(
            context ->
                ((StandardHost) context.getParent())
                    .setErrorReportValveClass(ProblemReportValve.class.getName()));
  }
}
