package dev.rollover.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * A file that never changes, answered to who may have it already or wants a part of it, as RFC 9110
 * says in §13 and §14. A range of several parts or of another unit than bytes is answered by the
 * whole file, which the RFC leaves open.
 */
final class ImmutableFile {

  private static final CacheControl FOR_EVER =
      CacheControl.maxAge(Duration.ofDays(365)).immutable();

  private final ETag tag;
  private final byte[] content;

  /**
   * A file.
   *
   * @param sha256 of the content, in hexadecimal; its strong entity tag
   */
  ImmutableFile(String sha256, byte[] content) {
    this.tag = new ETag(sha256, false);
    this.content = content;
  }

  /**
   * The answer to a request.
   *
   * @throws PreconditionFailedException when the client wants only another version
   * @throws RangeNotSatisfiableException when the range begins behind the end
   */
  ResponseEntity<byte[]> answer(HttpRequest request) {
    HttpHeaders asked = request.getHeaders();
    if (asked.containsHeader(HttpHeaders.IF_MATCH) && !names(asked, HttpHeaders.IF_MATCH, true)) {
      throw new PreconditionFailedException(tag);
    }
    if (names(asked, HttpHeaders.IF_NONE_MATCH, false)) {
      return describe(HttpStatus.NOT_MODIFIED).build();
    }
    return part(request).map(this::partial).orElseGet(() -> describe(HttpStatus.OK).body(content));
  }

  private ResponseEntity<byte[]> partial(ByteRange part) {
    return describe(HttpStatus.PARTIAL_CONTENT)
        .header(
            HttpHeaders.CONTENT_RANGE,
            "bytes " + part.first() + "-" + part.last() + "/" + content.length)
        .body(Arrays.copyOfRange(content, part.first(), part.last() + 1));
  }

  private ResponseEntity.BodyBuilder describe(HttpStatus status) {
    return ResponseEntity.status(status)
        .eTag(tag.formattedTag())
        .cacheControl(FOR_EVER)
        .header(HttpHeaders.ACCEPT_RANGES, "bytes");
  }

  /** The part that is asked for, unless it is the part of another version. */
  private Optional<ByteRange> part(HttpRequest request) {
    String ifRange = request.getHeaders().getFirst(HttpHeaders.IF_RANGE);
    boolean isOfThis = ifRange == null || ifRange.equals(tag.formattedTag());
    return HttpMethod.GET.equals(request.getMethod()) && isOfThis
        ? ByteRange.of(request.getHeaders().getFirst(HttpHeaders.RANGE), content.length)
        : Optional.empty();
  }

  private boolean names(HttpHeaders asked, String header, boolean strongly) {
    return asked.getOrEmpty(header).stream()
        .flatMap(tags -> ETag.parse(tags).stream())
        .anyMatch(each -> each.isWildcard() || each.compare(tag, strongly));
  }
}
