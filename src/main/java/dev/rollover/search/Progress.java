package dev.rollover.search;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which phase a search is in, and what its rule carries meanwhile. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "phase")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Progress.Drawing.class, name = "drawing"),
  @JsonSubTypes.Type(value = Progress.Judging.class, name = "judging"),
  @JsonSubTypes.Type(value = Progress.Finishing.class, name = "finishing"),
  @JsonSubTypes.Type(value = Progress.Done.class, name = "done")
})
sealed interface Progress {

  /** What the rule carries. */
  RuleState rule();

  /** Particles of a phase on the way, with their velocities. */
  default List<Particle> known() {
    return List.of();
  }

  /** Particles are to be drawn, and their velocities asked for. */
  record Drawing(RuleState rule) implements Progress {}

  /** Particles are to be looked ahead from. */
  record Judging(RuleState rule, List<Particle> drawn) implements Progress {
    public Judging {
      drawn = List.copyOf(drawn);
    }

    @Override
    public List<Particle> known() {
      return drawn;
    }
  }

  /** Particles are on their way to their images. */
  record Finishing(RuleState rule, Finish finish) implements Progress {
    @Override
    public List<Particle> known() {
      return finish.particles();
    }
  }

  /**
   * Nothing is left to do under its limits.
   *
   * @param left where it stood when it had to leave off; none when it came to an end of its own
   */
  record Done(RuleState rule, @Nullable Progress left) implements Progress {

    static Done ended(RuleState rule) {
      return new Done(rule, null);
    }

    static Done leaving(Progress left) {
      return new Done(left.rule(), left);
    }

    /** Where it goes on under other limits. */
    Progress before() {
      return left == null ? new Drawing(rule) : left;
    }
  }
}
