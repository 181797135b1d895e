package dev.rollover.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

  private final List<List<String>> commits = new CopyOnWriteArrayList<>();

  @Test
  void those_who_come_while_one_writes_share_the_next_commit() throws Exception {
    CountDownLatch firstMayEnd = new CountDownLatch(1);
    GroupCommit<String, String> group =
        group(
            100,
            together -> {
              commits.add(together);
              if (commits.size() == 1) {
                awaitUninterrupted(firstMayEnd);
              }
              return echo(together);
            });
    AtomicInteger arrived = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> first = threads.submit(() -> group.write("first"));
      await().until(() -> commits.size() == 1);
      List<Future<String>> others =
          IntStream.range(0, 20)
              .mapToObj(
                  number ->
                      threads.submit(
                          () -> {
                            arrived.incrementAndGet();
                            return group.write("other " + number);
                          }))
              .toList();
      await().until(() -> arrived.get() == 20 && group.waiting() == 20);
      firstMayEnd.countDown();
      assertThat(first.get()).isEqualTo("first!");
      for (int number = 0; number < 20; number++) {
        assertThat(others.get(number).get()).isEqualTo("other " + number + "!");
      }
    }
    assertThat(commits).hasSize(2);
    assertThat(commits.getLast()).hasSize(20);
  }

  @Test
  void one_who_cannot_be_written_fails_alone() throws Exception {
    GroupCommit<String, String> group =
        group(
            100,
            together -> {
              if (together.contains("bad")) {
                throw new IllegalStateException("not this one");
              }
              commits.add(together);
              return echo(together);
            });
    List<String> items =
        IntStream.range(0, 200).mapToObj(number -> number % 10 == 3 ? "bad" : "good").toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers =
          items.stream().map(item -> threads.submit(() -> group.write(item))).toList();
      for (int i = 0; i < items.size(); i++) {
        Future<String> answer = answers.get(i);
        if (items.get(i).equals("bad")) {
          assertThatThrownBy(answer::get).hasRootCauseMessage("not this one");
        } else {
          assertThat(answer.get()).isEqualTo("good!");
        }
      }
    }
    assertThat(commits.stream().mapToInt(List::size).sum()).isEqualTo(180);
  }

  @Test
  void what_an_answer_throws_reaches_only_who_asked() {
    GroupCommit<String, String> group =
        group(
            100,
            together ->
                List.of(
                    () -> {
                      throw new IllegalArgumentException("no room for " + together.getFirst());
                    }));

    assertThatThrownBy(() -> group.write("one more")).hasMessage("no room for one more");
  }

  @Test
  void a_commit_has_no_more_than_it_may() throws Exception {
    GroupCommit<String, String> group =
        group(
            3,
            together -> {
              commits.add(together);
              return echo(together);
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 100).forEach(number -> threads.execute(() -> group.write("" + number)));
    }
    assertThat(commits).allSatisfy(commit -> assertThat(commit).hasSizeBetween(1, 3));
    assertThat(commits.stream().mapToInt(List::size).sum()).isEqualTo(100);
  }

  @Test
  void what_is_nobodys_own_fault_fails_all_and_is_not_tried_again() {
    IllegalStateException away = new IllegalStateException("the database is away");
    AtomicInteger tries = new AtomicInteger();
    GroupCommit<String, String> group =
        new GroupCommit<>(
            100,
            new GroupCommit.Writer<>() {
              @Override
              public List<Supplier<String>> write(List<String> together) {
                tries.incrementAndGet();
                throw away;
              }

              @Override
              public boolean isOfOneItem(Throwable failure) {
                return false;
              }
            });

    assertThatThrownBy(() -> group.write("one")).isSameAs(away);
    assertThat(tries).hasValue(1);
  }

  private static GroupCommit<String, String> group(
      int most, Function<List<String>, List<Supplier<String>>> write) {
    return new GroupCommit<>(
        most,
        new GroupCommit.Writer<>() {
          @Override
          public List<Supplier<String>> write(List<String> together) {
            return write.apply(together);
          }

          @Override
          public boolean isOfOneItem(Throwable failure) {
            return true;
          }
        });
  }

  private static List<Supplier<String>> echo(List<String> items) {
    return items.stream().<Supplier<String>>map(item -> () -> item + "!").toList();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }
}
