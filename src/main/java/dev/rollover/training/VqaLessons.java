package dev.rollover.training;

import dev.rollover.model.vqa.VqaConfig;
import dev.rollover.model.vqa.VqaWords;
import dev.rollover.shapes.Caption;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneCells;
import dev.rollover.shapes.SceneQuestion;
import dev.rollover.shapes.SceneQuestions;
import dev.rollover.shapes.SceneRenderer;
import dev.rollover.shapes.SceneSampler;
import dev.rollover.shapes.TrainingCaptions;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Draws batches: of ten images two are rendered on the spot, four finished images of the bundled
 * model, four look-aheads; each with fresh questions.
 */
final class VqaLessons {

  private static final int TENTHS_RENDERED = 2;
  private static final int TENTHS_FINISHED = 4;

  private final VqaPictures.Drawn drawn;
  private final VqaConfig config;
  private final VqaWords words;
  private final int images;
  private final int questions;

  /**
   * Lessons of one size.
   *
   * @param images of a batch
   * @param questions about each
   */
  VqaLessons(VqaPictures.Drawn drawn, VqaConfig config, int images, int questions) {
    this.drawn = drawn;
    this.config = config;
    this.words = new VqaWords(config);
    this.images = images;
    this.questions = questions;
  }

  /** A batch that the random numbers alone decide, drawn by all of the host's processors. */
  VqaBatch draw(SplittableRandom random) {
    VqaBatch batch =
        new VqaBatch(
            images,
            new byte[images * 3 * Scene.SIZE * Scene.SIZE],
            new long[images * questions * VqaWords.length(config)],
            new float[images * questions],
            new long[images * SceneCells.CELLS]);
    List<SplittableRandom> rows = Stream.generate(random::split).limit(images).toList();
    IntStream.range(0, images).parallel().forEach(row -> fill(batch, row, rows.get(row)));
    return batch;
  }

  private void fill(VqaBatch batch, int row, SplittableRandom random) {
    VqaPicture picture = picture(random);
    System.arraycopy(
        picture.rgb(), 0, batch.rgb(), row * picture.rgb().length, picture.rgb().length);
    int[] cells = SceneCells.contents(picture.scene());
    for (int cell = 0; cell < cells.length; cell++) {
      batch.cells()[row * cells.length + cell] = cells[cell];
    }
    List<SceneQuestion> drawnQuestions =
        SceneQuestions.ofTraining(random).draw(picture.scene(), picture.prompt(), questions);
    for (int at = 0; at < questions; at++) {
      SceneQuestion question = drawnQuestions.get(at);
      int place = row * questions + at;
      long[] ids = words.ids(question.caption().text());
      System.arraycopy(ids, 0, batch.questions(), place * ids.length, ids.length);
      batch.answers()[place] = question.yes() ? 1 : 0;
    }
  }

  private VqaPicture picture(SplittableRandom random) {
    int tenth = random.nextInt(10);
    if (tenth < TENTHS_RENDERED) {
      return rendered(random);
    }
    List<VqaPicture> pictures =
        tenth < TENTHS_RENDERED + TENTHS_FINISHED ? drawn.finished() : drawn.lookAheads();
    return pictures.get(random.nextInt(pictures.size()));
  }

  private static VqaPicture rendered(SplittableRandom random) {
    Caption caption = new TrainingCaptions(random).next();
    Scene scene = new SceneSampler(random).draw(caption);
    return new VqaPicture(SceneRenderer.render(scene), scene, null);
  }
}
