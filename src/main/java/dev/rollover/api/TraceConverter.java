package dev.rollover.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.StreamUtils;

/** Writes a trace in one more format, so that content negotiation may choose it. */
final class TraceConverter extends AbstractHttpMessageConverter<TraceAnswer> {

  private final Function<TraceAnswer, String> format;

  TraceConverter(MediaType type, Function<TraceAnswer, String> format) {
    super(StandardCharsets.UTF_8, type);
    this.format = format;
  }

  @Override
  protected boolean supports(Class<?> type) {
    return type == TraceAnswer.class;
  }

  @Override
  public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
    return false;
  }

  @Override
  protected TraceAnswer readInternal(Class<? extends TraceAnswer> type, HttpInputMessage input) {
    throw new HttpMessageNotReadableException("A trace is only written.", input);
  }

  @Override
  protected void writeInternal(TraceAnswer trace, HttpOutputMessage output) throws IOException {
    StreamUtils.copy(format.apply(trace), StandardCharsets.UTF_8, output.getBody());
  }
}
