package dev.rollover.api;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;

/**
 * Reads {@code Accept} without the problems in it: they say how a client reads failures, and choose
 * nothing among the answers of a success. Generated clients put there every type that the API
 * document names for an operation, and some of them the JSON ones alone.
 */
final class ProblemTolerantAccept implements ContentNegotiationStrategy {

  private final ContentNegotiationStrategy header = new HeaderContentNegotiationStrategy();

  @Override
  public List<MediaType> resolveMediaTypes(NativeWebRequest request)
      throws HttpMediaTypeNotAcceptableException {
    List<MediaType> accepted = header.resolveMediaTypes(request);
    List<MediaType> ofSuccess =
        accepted.stream()
            .filter(type -> !type.equalsTypeAndSubtype(MediaType.APPLICATION_PROBLEM_JSON))
            .toList();
    return ofSuccess.isEmpty() ? MEDIA_TYPE_ALL_LIST : ofSuccess;
  }
}
