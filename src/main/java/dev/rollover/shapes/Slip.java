package dev.rollover.shapes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * One way to say nearly what a caption says: whoever looks without care takes the one for the
 * other.
 */
public enum Slip {
  /** One object more or fewer of a kind, or the numbers of two kinds exchanged. */
  COUNT {
    @Override
    boolean hasRoomIn(Caption caption) {
      return namesGroups(caption);
    }

    @Override
    Caption change(Caption caption, RandomGenerator random) {
      List<Group> groups = new ArrayList<>(CaptionParts.groups(caption));
      if (groups.size() > 1 && random.nextInt(3) == 0) {
        Collections.shuffle(groups, random);
        exchangeCounts(groups);
      } else {
        int at = random.nextInt(groups.size());
        int count = groups.get(at).count() + (random.nextBoolean() ? 1 : -1);
        groups.set(at, new Group(groups.get(at).kind(), count));
      }
      return CaptionParts.withGroups(caption, groups);
    }
  },
  /** Another colour of a kind, or the colours of two kinds exchanged. */
  COLOUR {
    @Override
    Caption change(Caption caption, RandomGenerator random) {
      Colour other = one(Colour.values(), random);
      return changeKinds(
          caption,
          random,
          kind -> new Kind(other, kind.shape()),
          (one, another) -> new Kind(another.colour(), one.shape()));
    }
  },
  /** Another shape of a kind, or the shapes of two kinds exchanged. */
  SHAPE {
    @Override
    Caption change(Caption caption, RandomGenerator random) {
      Shape other = one(Shape.values(), random);
      return changeKinds(
          caption,
          random,
          kind -> new Kind(kind.colour(), other),
          (one, another) -> new Kind(one.colour(), another.shape()));
    }
  },
  /** Another relation, most often the opposite one. */
  RELATION {
    @Override
    boolean hasRoomIn(Caption caption) {
      return caption instanceof SpatialCaption;
    }

    @Override
    Caption change(Caption caption, RandomGenerator random) {
      SpatialCaption spatial = (SpatialCaption) caption;
      Relation other =
          random.nextInt(4) == 0 ? one(Relation.values(), random) : spatial.relation().opposite();
      return new SpatialCaption(spatial.subject(), other, spatial.reference());
    }
  },
  /** More for fewer, or fewer for more. */
  COMPARISON {
    @Override
    boolean hasRoomIn(Caption caption) {
      return caption instanceof ComparisonCaption;
    }

    @Override
    Caption change(Caption caption, RandomGenerator random) {
      ComparisonCaption comparison = (ComparisonCaption) caption;
      return new ComparisonCaption(
          comparison.comparison().opposite(), comparison.subject(), comparison.reference());
    }
  },
  /** Objects asked for that were to be absent, or absent that were asked for. */
  NEGATION {
    @Override
    boolean hasRoomIn(Caption caption) {
      return namesGroups(caption) && CaptionParts.kinds(caption).size() > 1;
    }

    @Override
    Caption change(Caption caption, RandomGenerator random) {
      List<Group> groups = new ArrayList<>(CaptionParts.groups(caption));
      if (caption instanceof NegationCaption negation) {
        groups.add(new Group(negation.absent(), 1 + random.nextInt(2)));
        return new CountingCaption(groups);
      }
      Group denied = groups.remove(random.nextInt(groups.size()));
      return new NegationCaption(groups, denied.kind());
    }
  },
  /** A group too many or too few. */
  GROUP {
    @Override
    boolean hasRoomIn(Caption caption) {
      return namesGroups(caption);
    }

    @Override
    Caption change(Caption caption, RandomGenerator random) {
      List<Group> groups = new ArrayList<>(CaptionParts.groups(caption));
      if (random.nextBoolean()) {
        groups.remove(random.nextInt(groups.size()));
      } else {
        Kind kind = Kind.ALL.get(random.nextInt(Kind.ALL.size()));
        groups.add(random.nextInt(groups.size() + 1), new Group(kind, 1 + random.nextInt(2)));
      }
      return caption instanceof NegationCaption
          ? CaptionParts.withGroups(caption, groups)
          : new CountingCaption(groups);
    }
  },
  /** Any other caption. */
  OTHER {
    @Override
    Caption change(Caption caption, RandomGenerator random) {
      return new TrainingCaptions(random).next();
    }
  };

  /** Whether the slip can be made in a caption of such a form. */
  boolean hasRoomIn(Caption caption) {
    return true;
  }

  /**
   * The caption, which has room for it, with this slip in it; a scene may satisfy both.
   *
   * @throws CaptionException if no caption says that
   */
  abstract Caption change(Caption caption, RandomGenerator random);

  /** The caption with this slip in it, if it has room for one and the scene is not as it says. */
  Optional<Caption> in(Caption caption, Scene scene, RandomGenerator random) {
    if (!hasRoomIn(caption)) {
      return Optional.empty();
    }
    try {
      return Optional.of(change(caption, random)).filter(slip -> slip.violation(scene) > 0);
    } catch (CaptionException unsayable) {
      return Optional.empty();
    }
  }

  static <T> T one(T[] choices, RandomGenerator random) {
    return choices[random.nextInt(choices.length)];
  }

  private static boolean namesGroups(Caption caption) {
    return !(caption instanceof ComparisonCaption);
  }

  /** How one of two kinds is, that takes something of the other. */
  private interface Exchange {
    Kind of(Kind one, Kind another);
  }

  private static void exchangeCounts(List<Group> groups) {
    Group first = groups.get(0);
    Group second = groups.get(1);
    groups.set(0, new Group(first.kind(), second.count()));
    groups.set(1, new Group(second.kind(), first.count()));
  }

  private static Caption changeKinds(
      Caption caption, RandomGenerator random, Function<Kind, Kind> other, Exchange exchange) {
    List<Kind> kinds = new ArrayList<>(CaptionParts.kinds(caption));
    int at = random.nextInt(kinds.size());
    int beside = (at + 1) % kinds.size();
    if (random.nextInt(3) > 0) {
      kinds.set(at, other.apply(kinds.get(at)));
    } else {
      Kind one = kinds.get(at);
      Kind another = kinds.get(beside);
      kinds.set(at, exchange.of(one, another));
      kinds.set(beside, exchange.of(another, one));
    }
    return CaptionParts.withKinds(caption, kinds);
  }
}
