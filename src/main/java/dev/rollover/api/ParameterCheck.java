package dev.rollover.api;

import dev.rollover.generation.FieldError;
import dev.rollover.generation.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.core.MethodParameter;
import org.springframework.util.MultiValueMap;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Refuses query parameters that the endpoint does not have, and parameters and headers that it has
 * but that are given twice or empty.
 */
final class ParameterCheck implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method) {
      List<FieldError> errors = new ArrayList<>(headerErrors(request, method));
      if (request.getQueryString() != null) {
        errors.addAll(errors(request.getQueryString(), known(method)));
      }
      if (!errors.isEmpty()) {
        throw new InvalidRequestException(errors);
      }
    }
    return true;
  }

  private static List<FieldError> headerErrors(HttpServletRequest request, HandlerMethod method) {
    List<FieldError> errors = new ArrayList<>();
    for (MethodParameter parameter : method.getMethodParameters()) {
      RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
      if (header != null) {
        check(header.name(), Collections.list(request.getHeaders(header.name())), errors);
      }
    }
    return errors;
  }

  private static void check(String name, List<String> values, List<FieldError> errors) {
    if (values.size() > 1) {
      errors.add(new FieldError(name, "must be given once"));
    } else if (values.size() == 1 && !StringUtils.hasText(values.getFirst())) {
      errors.add(new FieldError(name, "must not be empty; leave it out instead"));
    }
  }

  private static SortedSet<String> known(HandlerMethod method) {
    SortedSet<String> names = new TreeSet<>();
    for (MethodParameter parameter : method.getMethodParameters()) {
      if (parameter.hasParameterAnnotation(RequestParam.class)) {
        names.add(Objects.requireNonNull(parameter.getParameter().getName()));
      }
    }
    return names;
  }

  private static List<FieldError> errors(String query, SortedSet<String> known) {
    MultiValueMap<String, String> given =
        UriComponentsBuilder.newInstance().query(query).build().getQueryParams();
    List<FieldError> errors = new ArrayList<>();
    given.forEach(
        (name, values) -> {
          if (!known.contains(name)) {
            errors.add(new FieldError(name, unknown(known)));
          } else {
            check(name, values, errors);
          }
        });
    return errors;
  }

  private static String unknown(SortedSet<String> known) {
    return known.isEmpty()
        ? "is not a known query parameter; there are none here"
        : "is not a known query parameter; known here: " + String.join(", ", known);
  }
}
