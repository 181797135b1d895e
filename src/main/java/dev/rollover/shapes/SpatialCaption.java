package dev.rollover.shapes;

import java.util.List;

/**
 * «a red circle to the left of a blue square», «two red circles above three blue squares»: these
 * objects and no others, and each subject's centre at least {@link #LEAST_LEAD} pixels further in
 * the named direction than each reference's centre, wherever they lie across it.
 */
public record SpatialCaption(Group subject, Relation relation, Group reference) implements Caption {

  /** Half a cell of the scene's grid, in pixels. */
  static final double LEAST_LEAD = Cell.SIZE / 2.0;

  public SpatialCaption {
    Groups.requireDistinct(List.of(subject, reference), 2);
  }

  @Override
  public String text() {
    return "%s %s %s"
        .formatted(subject.textWithArticle(), relation.words(), reference.textWithArticle());
  }

  /**
   * The residual sum of squares of the counts, plus the mean over all pairs of a subject and a
   * reference of the square of the lead that is missing, in cells, but at most 1; 1 where there is
   * no pair.
   */
  @Override
  public double violation(Scene scene) {
    return Caption.residualSumOfSquares(Groups.counts(List.of(subject, reference)), scene)
        + misplacement(scene);
  }

  private double misplacement(Scene scene) {
    List<SceneObject> references = scene.of(reference.kind());
    return scene.of(subject.kind()).stream()
        .flatMapToDouble(one -> references.stream().mapToDouble(other -> relation.lead(one, other)))
        .map(lead -> Math.clamp((LEAST_LEAD - lead) / Cell.SIZE, 0.0, 1.0))
        .map(missing -> missing * missing)
        .average()
        .orElse(1);
  }
}
