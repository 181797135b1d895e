package dev.rollover.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

class RewardCurveSvgTest {

  private static final UUID ID = new UUID(0, 1);

  @Test
  void names_its_axes_and_all_that_it_draws() throws Exception {
    TraceAnswer trace = TraceAnswer.of(Samples.succeeded(ID), Samples.trace());

    String svg = RewardCurveSvg.draw(trace);

    assertThat(texts(parsed(svg)))
        .contains("velocity evaluations (NFE)", "reward", "best so far", "accepted", "candidate")
        .contains("three red circles & two blue squares")
        .contains("0", "100", "500", "−5", "−20");
  }

  /** Persian, Egyptian and Indian digits; the Turkish capital of i. */
  @ParameterizedTest
  @ValueSource(
      strings = {"fa-IR-u-nu-arabext", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "tr-TR", "de-DE"})
  void no_locale_of_the_machine_changes_a_curve(String tag) {
    TraceAnswer trace = TraceAnswer.of(Samples.succeeded(ID), Samples.trace());
    String svg = RewardCurveSvg.draw(trace);
    String csv = TraceCsv.write(trace);
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(tag));

      assertThat(RewardCurveSvg.draw(trace)).isEqualTo(svg);
      assertThat(TraceCsv.write(trace)).isEqualTo(csv);
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  void the_best_so_far_is_a_staircase_that_ends_where_the_search_ended() {
    List<TraceAnswer.Point> points =
        List.of(
            new TraceAnswer.Point(20, 1, 0, -4, -4, true, false, 0),
            new TraceAnswer.Point(40, 2, 0, -5, -4, false, false, 0),
            new TraceAnswer.Point(60, 2, 0, 0, 0, true, false, 0),
            new TraceAnswer.Point(80, 3, 0, -1, 0, false, false, 0));

    String svg = RewardCurveSvg.draw(new TraceAnswer(ID, "p", 100, points));

    assertThat(svg).contains("'M204.8 319.2H470.4V76.0H603.2'");
  }

  @Test
  void is_well_formed_whatever_the_prompt() throws Exception {
    String prompt = "<script>&\"'\u0001\uFFFE 😀 ".repeat(60);

    Document document = parsed(RewardCurveSvg.draw(trace(prompt, 10, point(1, 1, true))));

    assertThat(document.getElementsByTagName("script").getLength()).isZero();
  }

  @Test
  void draws_an_empty_plot_before_anything_was_scored() throws Exception {
    assertThat(texts(parsed(RewardCurveSvg.draw(trace("p", 500))))).contains("500", "reward");
  }

  @Test
  void stays_small_however_large_the_budget() {
    TraceAnswer.Point[] points = new TraceAnswer.Point[100_000];
    for (int i = 0; i < points.length; i++) {
      points[i] = point(i + 1, -(i % 9), false);
    }

    assertThat(RewardCurveSvg.draw(trace("p", 100_000, points)).length()).isLessThan(1_000_000);
  }

  private static TraceAnswer.Point point(long nfe, double reward, boolean accepted) {
    return new TraceAnswer.Point(nfe, 1, 0, reward, reward, accepted, false, 0);
  }

  private static TraceAnswer trace(String prompt, long limit, TraceAnswer.Point... points) {
    return new TraceAnswer(ID, prompt, limit, List.of(points));
  }

  private static Document parsed(String svg)
      throws ParserConfigurationException, SAXException, IOException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> texts(Document document) {
    var nodes = document.getElementsByTagName("text");
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }
}
