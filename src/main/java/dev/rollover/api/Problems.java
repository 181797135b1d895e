package dev.rollover.api;

import dev.rollover.generation.FieldError;
import dev.rollover.generation.GenerationNotFoundException;
import dev.rollover.generation.IllegalTransitionException;
import dev.rollover.generation.InvalidRequestException;
import dev.rollover.model.ModelsLoadingException;
import dev.rollover.queue.IdempotencyConflictException;
import dev.rollover.queue.QueueFullException;
import dev.rollover.queue.StateGoneException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.StringUtils;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/** Answers everything that goes wrong as RFC 9457 says, naming the fields at fault. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  @ExceptionHandler
  @Nullable ResponseEntity<Object> invalid(InvalidRequestException e, WebRequest request) {
    return refused(e, e.errors(), request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> tooLarge(BodyTooLargeException e, WebRequest request) {
    return answer(HttpStatus.CONTENT_TOO_LARGE, message(e), new HttpHeaders(), e, request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> compressed(ContentCodingException e, WebRequest request) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
    return answer(HttpStatus.UNSUPPORTED_MEDIA_TYPE, message(e), headers, e, request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> notFound(GenerationNotFoundException e, WebRequest request) {
    return answer(HttpStatus.NOT_FOUND, message(e), new HttpHeaders(), e, request);
  }

  @ExceptionHandler({IdempotencyConflictException.class, IllegalTransitionException.class})
  @Nullable ResponseEntity<Object> conflict(RuntimeException e, WebRequest request) {
    return answer(HttpStatus.CONFLICT, message(e), new HttpHeaders(), e, request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> gone(StateGoneException e, WebRequest request) {
    return answer(HttpStatus.GONE, message(e), new HttpHeaders(), e, request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> queueFull(QueueFullException e, WebRequest request) {
    return answer(HttpStatus.TOO_MANY_REQUESTS, message(e), retryAfter(e.retryAfter()), e, request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> loading(ModelsLoadingException e, WebRequest request) {
    return answer(
        HttpStatus.SERVICE_UNAVAILABLE, message(e), retryAfter(e.retryAfter()), e, request);
  }

  private static HttpHeaders retryAfter(Duration time) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, Long.toString(time.toSeconds()));
    return headers;
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> precondition(PreconditionFailedException e, WebRequest request) {
    FieldError error = new FieldError(HttpHeaders.IF_MATCH, said(e));
    return refused(HttpStatus.PRECONDITION_FAILED, e, List.of(error), new HttpHeaders(), request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> range(RangeNotSatisfiableException e, WebRequest request) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.CONTENT_RANGE, "bytes */" + e.length());
    FieldError error = new FieldError(HttpHeaders.RANGE, said(e));
    return refused(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, e, List.of(error), headers, request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> foreign(ForeignOriginException e, WebRequest request) {
    return refused(HttpStatus.FORBIDDEN, e, List.of(e.error()), new HttpHeaders(), request);
  }

  /** Tomcat could not make text of the query. */
  @ExceptionHandler
  @Nullable ResponseEntity<Object> malformedQuery(InvalidParameterException e, WebRequest request) {
    return answer(HttpStatus.BAD_REQUEST, "The query is not valid.", new HttpHeaders(), e, request);
  }

  /** What went wrong stays in the log: it may tell more than a client should know. */
  @ExceptionHandler
  @Nullable ResponseEntity<Object> unexpected(Exception e, WebRequest request) {
    if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
      return null;
    }
    log.error("Unexpected failure of {}", request.getDescription(false), e);
    String detail = "Something failed here; it has been logged.";
    return answer(HttpStatus.INTERNAL_SERVER_ERROR, detail, new HttpHeaders(), e, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
      HttpMediaTypeNotSupportedException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String detail =
        "The body's Content-Type must be %s, not %s."
            .formatted(
                MediaType.toString(e.getSupportedMediaTypes()),
                e.getContentType() == null ? "absent" : e.getContentType());
    return answer(HttpStatus.UNSUPPORTED_MEDIA_TYPE, detail, headers, e, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return refused(
        e, List.of(new FieldError("", "must not be empty: a JSON object is expected")), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<FieldError> errors =
        e.getParameterValidationResults().stream().flatMap(Problems::errors).toList();
    return refused(e, errors, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    String name = e instanceof MethodArgumentTypeMismatchException m ? m.getName() : "";
    return refused(e, List.of(new FieldError(name, expected(e))), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    HttpHeaders problemHeaders = new HttpHeaders(headers);
    // Said here, or a client that accepts only images would get no explanation at all.
    problemHeaders.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return super.handleExceptionInternal(e, body, problemHeaders, status, request);
  }

  /** A domain exception's message as a sentence. */
  private static String message(RuntimeException e) {
    return StringUtils.capitalize(said(e)) + ".";
  }

  private static String said(RuntimeException e) {
    return Objects.requireNonNull(e.getMessage());
  }

  private @Nullable ResponseEntity<Object> refused(
      Exception e, List<FieldError> errors, WebRequest request) {
    return refused(HttpStatus.BAD_REQUEST, e, errors, new HttpHeaders(), request);
  }

  private @Nullable ResponseEntity<Object> refused(
      HttpStatus status,
      Exception e,
      List<FieldError> errors,
      HttpHeaders headers,
      WebRequest request) {
    String detail =
        errors.size() == 1 ? "One field is not valid." : errors.size() + " fields are not valid.";
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setProperty("errors", errors);
    return handleExceptionInternal(e, problem, headers, status, request);
  }

  private @Nullable ResponseEntity<Object> answer(
      HttpStatus status, String detail, HttpHeaders headers, Exception e, WebRequest request) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    return handleExceptionInternal(e, problem, headers, status, request);
  }

  private static Stream<FieldError> errors(ParameterValidationResult result) {
    RequestHeader header = result.getMethodParameter().getParameterAnnotation(RequestHeader.class);
    String name =
        header == null
            ? Objects.requireNonNull(result.getMethodParameter().getParameterName())
            : header.name();
    return result.getResolvableErrors().stream()
        .map(error -> new FieldError(name, Objects.requireNonNull(error.getDefaultMessage())));
  }

  private static String expected(TypeMismatchException e) {
    return e.getRequiredType() == UUID.class ? "must be a UUID" : "must be a whole number";
  }
}
