package dev.rollover.store;

import dev.rollover.generation.GenerationImage;
import dev.rollover.generation.GenerationTrace;
import dev.rollover.generation.ImageFile;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What ended generations leave: image files and the trace. */
@Repository
public class ResultStore {

  private final JdbcClient jdbc;

  public ResultStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public void save(UUID generation, List<ImageFile> images, GenerationTrace trace) {
    for (ImageFile file : images) {
      jdbc.sql(
              """
              insert into generation_image (generation_id, number, width, height, sha256, png)
              values (:generation, :number, :width, :height, :sha256, :png)
              """)
          .param("generation", generation)
          .param("number", file.image().number())
          .param("width", file.image().width())
          .param("height", file.image().height())
          .param("sha256", file.image().sha256())
          .param("png", file.png())
          .update();
    }
    jdbc.sql("insert into generation_trace (generation_id, points) values (:generation, :points)")
        .param("generation", generation)
        .param("points", Json.write(trace))
        .update();
  }

  public Optional<ImageFile> image(UUID generation, int number) {
    return jdbc.sql(
            """
            select number, width, height, sha256, png from generation_image
            where generation_id = :generation and number = :number
            """)
        .param("generation", generation)
        .param("number", number)
        .query(
            (row, index) ->
                new ImageFile(
                    new GenerationImage(
                        row.getInt("number"),
                        row.getInt("width"),
                        row.getInt("height"),
                        row.getString("sha256")),
                    row.getBytes("png")))
        .optional();
  }

  public Optional<GenerationTrace> trace(UUID generation) {
    return jdbc.sql("select points from generation_trace where generation_id = :generation")
        .param("generation", generation)
        .query((row, index) -> Json.read(row.getString("points"), GenerationTrace.class))
        .optional();
  }
}
