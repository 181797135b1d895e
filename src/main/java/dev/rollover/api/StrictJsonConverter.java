package dev.rollover.api;

import dev.rollover.generation.FieldError;
import dev.rollover.generation.InvalidRequestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads request bodies into this room's records and swallows nothing: neither an unknown field, nor
 * a field given twice, nor a value of another type, nor a body that is compressed or over the
 * limit.
 */
final class StrictJsonConverter extends AbstractHttpMessageConverter<Record> {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final JsonMapper mapper;
  private final DataSize maxBody;

  StrictJsonConverter(JsonMapper mapper, DataSize maxBody) {
    super(MediaType.APPLICATION_JSON);
    this.mapper =
        mapper.rebuild().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();
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
    JsonNode document = parse(text(readLimited(input)));
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

  private JsonNode parse(String body) {
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
      } catch (MismatchedInputException twice) {
        throw malformed(path(parser), "must be given once");
      } catch (JacksonException e) {
        throw malformed("", "is not valid JSON" + where(body, e) + ": " + e.getOriginalMessage());
      }
    }
  }

  /**
   * JSON is UTF-8, whatever else its content type says.
   *
   * @throws InvalidRequestException for bytes that are not
   */
  private static String text(byte[] body) {
    ByteBuffer bytes = ByteBuffer.wrap(body);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException notUtf8) {
      throw malformed("", "must be UTF-8; byte %d is not".formatted(bytes.position() + 1));
    }
  }

  /** The field that was read last, such as {@code search.steps}. */
  private static String path(JsonParser parser) {
    String pointer = parser.streamReadContext().pathAsPointer().toString();
    return pointer.isEmpty() ? "" : pointer.substring(1).replace('/', '.');
  }

  /** Line and column, from 1, of the character at fault; no field can be named for certain. */
  private static String where(String body, JacksonException e) {
    TokenStreamLocation location = e.getLocation();
    if (location == null || location.getCharOffset() < 0) {
      return "";
    }
    int offset = Math.toIntExact(Math.min(location.getCharOffset(), body.length()));
    String before = body.substring(0, offset);
    int lineStart = before.lastIndexOf('\n') + 1;
    long line = before.chars().filter(character -> character == '\n').count() + 1;
    return " at line %d, column %d".formatted(line, before.codePointCount(lineStart, offset) + 1);
  }

  private static InvalidRequestException malformed(String field, String message) {
    return new InvalidRequestException(List.of(new FieldError(field, message)));
  }
}
