package dev.rollover.api;

import dev.rollover.generation.FieldError;
import dev.rollover.generation.InvalidRequestException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads request bodies into this room's records and swallows nothing: neither an unknown field, nor
 * a field given twice, nor a value of another type, nor a body that is compressed or over the
 * limit.
 */
final class StrictJsonConverter extends AbstractHttpMessageConverter<Record> {

  private final JsonMapper mapper;
  private final DataSize maxBody;

  StrictJsonConverter(JsonMapper mapper, DataSize maxBody) {
    super(MediaType.APPLICATION_JSON);
    this.mapper = mapper.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    this.maxBody = maxBody;
  }

  @Override
  protected boolean supports(Class<?> type) {
    return type.isRecord() && type.getPackage().equals(getClass().getPackage());
  }

  @Override
  public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
    return false;
  }

  @Override
  protected Record readInternal(Class<? extends Record> type, HttpInputMessage input)
      throws IOException {
    requireUncompressed(input.getHeaders());
    JsonNode document = parse(readLimited(input));
    List<FieldError> mismatches = RecordShape.mismatches(document, type);
    if (!mismatches.isEmpty()) {
      throw new InvalidRequestException(mismatches);
    }
    return mapper.treeToValue(document, type);
  }

  @Override
  protected void writeInternal(Record record, HttpOutputMessage output) {
    throw new HttpMessageNotWritableException("Request records are only read.");
  }

  private static void requireUncompressed(HttpHeaders headers) {
    String coding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
    if (coding != null && !coding.equalsIgnoreCase("identity")) {
      throw new ContentCodingException(coding);
    }
  }

  private byte[] readLimited(HttpInputMessage input) throws IOException {
    int limit = Math.toIntExact(maxBody.toBytes());
    if (input.getHeaders().getContentLength() > limit) {
      throw new BodyTooLargeException(maxBody);
    }
    byte[] body = input.getBody().readNBytes(limit + 1);
    if (body.length > limit) {
      throw new BodyTooLargeException(maxBody);
    }
    return body;
  }

  private JsonNode parse(byte[] body) {
    try (JsonParser parser = mapper.createParser(body)) {
      try {
        JsonNode document = mapper.readTree(parser);
        if (document == null || document.isMissingNode()) {
          throw malformed("", "must not be empty: a JSON object is expected");
        }
        if (parser.nextToken() != null) {
          throw malformed("", "must be one JSON object and nothing after it");
        }
        return document;
      } catch (JacksonException e) {
        throw malformed(path(parser), "is not valid JSON: " + where(e) + e.getOriginalMessage());
      }
    }
  }

  /** The field that the parser stood at, such as {@code search.steps}. */
  private static String path(JsonParser parser) {
    String pointer = parser.streamReadContext().pathAsPointer().toString();
    return pointer.isEmpty() ? "" : pointer.substring(1).replace('/', '.');
  }

  private static String where(JacksonException e) {
    return e.getLocation() == null
        ? ""
        : "line %d, column %d: "
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }

  private static InvalidRequestException malformed(String field, String message) {
    return new InvalidRequestException(List.of(new FieldError(field, message)));
  }
}
