package dev.rollover.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.generation.FieldError;
import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationPage;
import dev.rollover.generation.GenerationQuery;
import dev.rollover.generation.InvalidRequestException;
import dev.rollover.store.OnEveryDatabase;
import dev.rollover.store.Vendor;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generations listed page by page, each page asked for with the cursor of the one before. */
@OnEveryDatabase
class ListTest {

  private final QueueFixture job;

  ListTest(Vendor vendor) {
    job = new QueueFixture(vendor);
  }

  @AfterEach
  void close() {
    job.close();
  }

  @Test
  void pages_hold_every_generation_once_the_newest_first() {
    List<Generation> newestFirst = submitted(5).reversed();

    GenerationPage first = page(2, null);
    GenerationPage second = page(2, first.nextCursor());
    GenerationPage last = page(2, second.nextCursor());

    assertThat(first.generations()).isEqualTo(newestFirst.subList(0, 2));
    assertThat(second.generations()).isEqualTo(newestFirst.subList(2, 4));
    assertThat(last.generations()).isEqualTo(newestFirst.subList(4, 5));
    assertThat(last.nextCursor()).isNull();
  }

  @Test
  void a_last_page_that_is_full_has_no_cursor_either() {
    List<Generation> newestFirst = submitted(4).reversed();

    GenerationPage last = page(2, page(2, null).nextCursor());

    assertThat(last).isEqualTo(new GenerationPage(newestFirst.subList(2, 4), null));
  }

  @Test
  void what_is_submitted_between_two_pages_moves_nothing_on_the_second() {
    List<Generation> newestFirst = submitted(4).reversed();
    GenerationPage first = page(2, null);

    job.submit("in between");

    assertThat(page(2, first.nextCursor()).generations()).isEqualTo(newestFirst.subList(2, 4));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, GenerationQuery.LARGEST_PAGE + 1})
  void a_limit_out_of_range_is_named(int limit) {
    assertThatThrownBy(() -> page(limit, null))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused ->
                assertThat(refused.errors())
                    .containsExactly(
                        new FieldError("limit", "must be from 1 to 100, not " + limit)));
  }

  /** The oldest first. */
  private List<Generation> submitted(int jobs) {
    return IntStream.range(0, jobs).mapToObj(number -> job.submit("job " + number)).toList();
  }

  private GenerationPage page(int limit, @Nullable String cursor) {
    return job.generations.list(new GenerationQuery(null, limit, cursor));
  }
}
