package dev.rollover.api;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.tags.Tag;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.ParameterCustomizer;
import org.springdoc.core.customizers.ServerBaseUrlCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the API document says beyond the controllers. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

  /** What cannot be answered without the models. */
  private static final Set<String> NEED_MODELS =
      Set.of("submitGeneration", "estimateGeneration", "listModels", "listRewards");

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Rollover")
                .version("v1")
                .description(
                    "Text-to-image generation with inference-time scaling: a prompt and a compute"
                        + " budget go in, the best image under that budget comes out, with its"
                        + " reward curve and an exact account of what was spent."))
        .addTagsItem(tag("generations", "Ask for images, watch, end and forget"))
        .addTagsItem(tag("results", "Images and reward curves"))
        .addTagsItem(tag("catalogue", "What a request may name"));
  }

  /** The address without scheme and host: who reads the document has reached them already. */
  @Bean
  ServerBaseUrlCustomizer serverOfWhoAsks() {
    return (url, request) -> {
      String path = URI.create(url).getRawPath();
      return path.isEmpty() ? "/" : path;
    };
  }

  private static Tag tag(String name, String description) {
    return new Tag().name(name).description(description);
  }

  /** Ids say whose they are, and parameters of a closed set of names list them. */
  @Bean
  ParameterCustomizer documentedParameters() {
    return (parameter, method) -> {
      if (method.getParameterType() == UUID.class) {
        parameter.setDescription("Of the generation");
      }
      OneOf oneOf = method.getParameterAnnotation(OneOf.class);
      if (oneOf != null) {
        DocumentedComponents.restrict(parameter.getSchema(), oneOf);
      }
      return parameter;
    };
  }

  /** Every operation may end in a problem. */
  @Bean
  OpenApiCustomizer problemsOfEveryOperation() {
    return document -> {
      describe(document, Problem.class);
      // A stream has no schema; these are what its events hold.
      Stream.of(EventAnswer.class.getPermittedSubclasses())
          .forEach(event -> describe(document, event));
      document
          .getPaths()
          .values()
          .forEach(path -> path.readOperations().forEach(OpenApiConfiguration::addProblems));
    };
  }

  private static void describe(OpenAPI document, Class<?> record) {
    ModelConverters.getInstance(true).readAll(record).forEach(document.getComponents()::addSchemas);
  }

  private static void addProblems(Operation operation) {
    ApiResponses responses = operation.getResponses();
    responses.addApiResponse(
        "400", problem("A field, parameter or header is not valid; `errors` names each"));
    if (takes(operation, "path")) {
      responses.addApiResponse("404", problem("There is none of this id, or no such part (yet)"));
    }
    if (responses.values().stream().anyMatch(OpenApiConfiguration::hasContent)) {
      responses.addApiResponse("406", problem("`Accept` names nothing that is offered here"));
    }
    if (operation.getRequestBody() != null) {
      responses.addApiResponse("413", problem("The body is too large"));
      responses.addApiResponse("415", problem("The body is not JSON, or is compressed"));
      // Who takes a body and an idempotency key queues something.
      if (takes(operation, "header")) {
        responses.putIfAbsent("409", problem("The idempotency key came with another body before"));
        responses.addApiResponse("429", comeAgain("The queue is full"));
      }
    }
    if (NEED_MODELS.contains(operation.getOperationId())) {
      responses.addApiResponse("503", comeAgain("The models are still being loaded"));
    }
    responses.addApiResponse("default", problem("What went wrong"));
  }

  private static boolean takes(Operation operation, String in) {
    return operation.getParameters() != null
        && operation.getParameters().stream().anyMatch(each -> in.equals(each.getIn()));
  }

  private static boolean hasContent(ApiResponse response) {
    return response.getContent() != null
        && !response.getContent().isEmpty()
        && !response.getContent().containsKey(Problem.MEDIA_TYPE);
  }

  private static ApiResponse comeAgain(String description) {
    Header retryAfter =
        new Header()
            .description("When to try again, in seconds")
            .schema(new IntegerSchema().minimum(BigDecimal.ONE));
    return problem(description).addHeaderObject("Retry-After", retryAfter);
  }

  private static ApiResponse problem(String description) {
    return new ApiResponse()
        .description(description)
        .content(
            new Content()
                .addMediaType(
                    Problem.MEDIA_TYPE,
                    new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
  }
}
