package dev.rollover.reward.owl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What is known by hand, and what a plain reference says that paints boxes cell by cell. */
@NullMarked
class CleanUpTest {

  private static final CleanUp PAPER = new CleanUp(0.6, 0.32, 0.5, 0.5);
  private static final int SIDE = 24;

  @Test
  void boxes_far_apart_stay_by_falling_score() {
    Box weak = box(0, 0.4, 0, 0, 5, 5);
    Box strong = box(0, 0.6, 10, 10, 15, 15);
    assertThat(PAPER.kept(List.of(weak, strong))).containsExactly(strong, weak);
    assertThat(PAPER.kept(List.of())).isEmpty();
  }

  @Test
  void a_box_must_be_near_its_kinds_best_or_sure() {
    Box best = box(0, 0.9, 0, 0, 5, 5);
    Box sure = box(0, 0.33, 6, 0, 11, 5);
    Box neither = box(0, 0.32, 12, 0, 17, 5);
    Box bestOfAWeakKind = box(1, 0.25, 0, 6, 5, 11);
    Box nearIt = box(1, 0.16, 6, 6, 11, 11);
    Box farFromIt = box(1, 0.15, 12, 6, 17, 11);
    assertThat(PAPER.kept(List.of(best, sure, neither, bestOfAWeakKind, nearIt, farFromIt)))
        .containsExactly(best, sure, bestOfAWeakKind, nearIt);
  }

  @Test
  void of_many_boxes_about_one_thing_the_smallest_stays() {
    Box smallest = box(0, 0.7, 2, 2, 10, 10);
    Box larger = box(0, 0.8, 1, 1, 11, 11);
    Box same = box(0, 0.75, 2, 2, 10, 10);
    assertThat(PAPER.kept(List.of(larger, smallest, same))).hasSize(1);
    assertThat(PAPER.kept(List.of(larger, smallest))).containsExactly(smallest);
    assertThat(PAPER.kept(List.of(smallest, smallest))).containsExactly(smallest);
  }

  @Test
  void a_box_about_a_whole_group_goes_if_its_members_cover_half_of_it() {
    Box left = box(0, 0.7, 0, 0, 6, 10);
    Box right = box(0, 0.7, 10, 0, 16, 10);
    Box group = box(0, 0.7, 0, 0, 16, 10);
    assertThat(PAPER.kept(List.of(group, left, right))).containsExactlyInAnyOrder(left, right);
    Box wider = box(0, 0.7, 0, 0, 30, 10);
    assertThat(PAPER.kept(List.of(wider, left, right)))
        .containsExactlyInAnyOrder(wider, left, right);
  }

  @Test
  void of_two_kinds_in_one_place_the_one_of_higher_score_stays() {
    Box dog = box(0, 0.6, 0, 0, 10, 10);
    Box wolf = box(1, 0.5, 0, 0, 10, 9);
    assertThat(PAPER.kept(List.of(wolf, dog))).containsExactly(dog);
    Box halfBeside = box(1, 0.5, 0, 5, 10, 15);
    assertThat(PAPER.kept(List.of(halfBeside, dog))).containsExactly(dog);
    Box moreThanHalfBeside = box(1, 0.5, 0, 6, 10, 15);
    assertThat(PAPER.kept(List.of(moreThanHalfBeside, dog)))
        .containsExactly(dog, moreThanHalfBeside);
  }

  @Test
  void several_rivals_together_cover_what_none_covers_alone() {
    Box box = box(0, 0.5, 0, 0, 9, 9);
    Box left = box(1, 0.6, 0, 0, 3, 9);
    Box right = box(2, 0.6, 6, 0, 9, 9);
    assertThat(PAPER.kept(List.of(box, left, right))).containsExactly(left, right);
    assertThat(PAPER.kept(List.of(box, left))).containsExactly(left, box);
  }

  @Test
  void only_so_many_of_the_highest_scores_are_looked_at() {
    List<Box> boxes = new ArrayList<>();
    for (int at = 0; at < CleanUp.MOST + 50; at++) {
      boxes.add(box(0, 0.4 + at / 1e3, 10 * at, 0, 10 * at + 5, 5));
    }
    assertThat(PAPER.kept(boxes))
        .containsExactlyElementsOf(boxes.reversed().subList(0, CleanUp.MOST));
  }

  @Test
  void covers_what_cells_cover_wherever_boxes_overlap() {
    Random random = new Random(3);
    for (int trial = 0; trial < 300; trial++) {
      Box box = random(random);
      List<Box> others = randoms(random, random.nextInt(8));
      assertThat(Covered.part(box, others)).isCloseTo(cells(box, others), within(1e-12));
    }
  }

  @Test
  void keeps_what_the_plain_reference_keeps_whatever_the_parameters() {
    Random random = new Random(4);
    int kept = 0;
    for (int trial = 0; trial < 400; trial++) {
      CleanUp cleanUp =
          new CleanUp(
              random.nextDouble(), random.nextDouble(), random.nextDouble(), random.nextDouble());
      List<Box> boxes = randoms(random, 1 + random.nextInt(14));
      List<Box> expected = reference(cleanUp, boxes);
      assertThat(cleanUp.kept(boxes)).containsExactlyInAnyOrderElementsOf(expected);
      kept += expected.size();
    }
    assertThat(kept).isGreaterThan(400);
  }

  /** The two passes as they are said, on painted cells. */
  private static List<Box> reference(CleanUp how, List<Box> boxes) {
    List<Box> strong = new ArrayList<>();
    for (Box box : boxes) {
      double best = 0;
      for (Box other : boxes) {
        best = other.kind() == box.kind() ? Math.max(best, other.score()) : best;
      }
      if (box.score() > how.relative() * best || box.score() > how.sure()) {
        strong.add(box);
      }
    }
    strong.sort(Comparator.comparingDouble(Box::area));
    List<Box> first = new ArrayList<>();
    for (Box box : strong) {
      List<Box> before = first.stream().filter(other -> other.kind() == box.kind()).toList();
      if (1 - cells(box, before) > how.uncovered()) {
        first.add(box);
      }
    }
    List<Box> second = new ArrayList<>();
    for (Box box : first) {
      List<Box> rivals = first.stream().filter(other -> other.score() > box.score()).toList();
      if (cells(box, rivals) < how.rivalled()) {
        second.add(box);
      }
    }
    return second;
  }

  private static double cells(Box box, List<Box> others) {
    int covered = 0;
    for (int y = (int) box.top(); y < box.bottom(); y++) {
      for (int x = (int) box.left(); x < box.right(); x++) {
        double middleX = x + 0.5;
        double middleY = y + 0.5;
        covered +=
            others.stream()
                    .anyMatch(
                        other ->
                            other.left() < middleX
                                && middleX < other.right()
                                && other.top() < middleY
                                && middleY < other.bottom())
                ? 1
                : 0;
      }
    }
    return covered / box.area();
  }

  private static List<Box> randoms(Random random, int count) {
    List<Box> boxes = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      boxes.add(random(random));
    }
    return boxes;
  }

  private static Box random(Random random) {
    int left = random.nextInt(SIDE - 1);
    int top = random.nextInt(SIDE - 1);
    return new Box(
        random.nextInt(3),
        random.nextDouble(),
        left,
        top,
        left + 1 + random.nextInt(SIDE - 1 - left),
        top + 1 + random.nextInt(SIDE - 1 - top));
  }

  private static Box box(int kind, double score, int left, int top, int right, int bottom) {
    return new Box(kind, score, left, top, right, bottom);
  }
}
