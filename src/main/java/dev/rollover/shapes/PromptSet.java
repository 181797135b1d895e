package dev.rollover.shapes;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Sets of captions that training never saw, to measure the model and the searches with. */
public enum PromptSet {
  /** Counting, one or two groups, at most 5 objects. */
  PLAIN {
    @Override
    Caption draw(CaptionSampler sampler) {
      int total = sampler.between(1, 5);
      return sampler.counting(sampler.between(1, Math.min(2, total)), total);
    }
  },

  /** Counting, 6 to 8 objects in three groups, one time in four in two. */
  HARD_COUNTING {
    @Override
    Caption draw(CaptionSampler sampler) {
      int groups = sampler.between(1, 4) == 1 ? 2 : 3;
      return sampler.counting(groups, sampler.between(6, 8));
    }
  },

  /**
   * 6 to 8 objects; of ten prompts seven are relations between two groups, two are counting of
   * three groups, and one is two groups and a negation.
   */
  HARD {
    @Override
    Caption draw(CaptionSampler sampler) {
      return switch (sampler.between(1, 10)) {
        case 1 -> sampler.negation(2, sampler.between(6, 8));
        case 2, 3 -> sampler.counting(3, sampler.between(6, 8));
        default -> sampler.spatial(sampler.between(6, 8));
      };
    }
  };

  /** Plain captions are few: 5,640 in all, of which one in ten is held out. */
  private static final int MOST_PROMPTS = 500;

  abstract Caption draw(CaptionSampler sampler);

  /**
   * Different captions of the set, the same for the same seed; fewer of them are the beginning of
   * more.
   *
   * @param count at most 500
   */
  public List<Caption> prompts(long seed, int count) {
    if (count < 0 || count > MOST_PROMPTS) {
      throw new IllegalArgumentException(
          "a prompt set gives 0 to %d prompts, not %d".formatted(MOST_PROMPTS, count));
    }
    CaptionSampler sampler = new CaptionSampler(new Random(seed));
    Set<Caption> prompts = new LinkedHashSet<>();
    while (prompts.size() < count) {
      Caption caption = draw(sampler);
      if (HeldOut.isHeldOut(caption)) {
        prompts.add(caption);
      }
    }
    return List.copyOf(prompts);
  }
}
