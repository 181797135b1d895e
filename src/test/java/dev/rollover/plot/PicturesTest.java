package dev.rollover.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.plot.BarPanels.Bar;
import dev.rollover.plot.BarPanels.Panel;
import dev.rollover.plot.ImageGrid.Picture;
import dev.rollover.plot.ImageGrid.Row;
import dev.rollover.plot.Series.Point;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PicturesTest {

  private static final Series RISING =
      new Series("a <b> & 'c'", List.of(new Point(10, 0, 0, .5), new Point(100, 1)));
  private static final Series FLAT = new Series("flat", List.of(new Point(10, .5)));

  @Test
  void a_chart_has_a_line_a_dot_a_point_a_bar_an_interval_and_a_name_a_series() throws Exception {
    Document chart =
        parsed(new LineChart("T", "budget, NFE", "share", List.of(RISING, FLAT), false).draw());

    assertThat(texts(chart)).contains("T", "budget, NFE", "share", "a <b> & 'c'", "flat", "100");
    assertThat(attributes(chart, "circle", "cx")).containsExactly("72.0", "680.0", "72.0");
    assertThat(attributes(chart, "circle", "cy")).containsExactly("380.0", "50.0", "215.0");
    assertThat(attributes(chart, "path", "d"))
        .contains("M72.0 380.0L680.0 50.0", "M72.0 380.0V215.0");
  }

  @Test
  void a_value_that_holds_until_the_next_is_drawn_as_steps_to_the_right_end_without_dots()
      throws Exception {
    Document chart = parsed(new LineChart("T", "x", "y", List.of(RISING, FLAT), true).draw());

    assertThat(attributes(chart, "path", "d"))
        .contains("M72.0 380.0H539.3V50.0H680", "M72.0 215.0H680");
    assertThat(attributes(chart, "circle", "cx")).isEmpty();
  }

  @Test
  void bars_of_all_panels_share_one_scale() throws Exception {
    Panel small = new Panel("small", List.of(new Bar("1", 5), new Bar(".99", 0)));
    Panel large = new Panel("large", List.of(new Bar("1", 10)));

    Document bars = parsed(new BarPanels("NFE", List.of(small, large)).draw());

    List<String> heights = attributes(bars, "rect", "height");
    assertThat(heights.subList(1, heights.size())).containsExactly("55.0", "0.0", "110.0");
    assertThat(texts(bars)).contains("NFE", "small", "large", ".99");
  }

  @Test
  void a_grid_embeds_its_images_and_frames_the_good_ones() throws Exception {
    Picture good = new Picture(new byte[] {1, 2, 3}, true);
    Picture poor = new Picture(new byte[] {4}, false);

    Document grid =
        parsed(
            new ImageGrid(
                    "Images",
                    List.of("one", "two", "none"),
                    List.of(new Row("two red circles", Arrays.asList(good, poor, null))))
                .draw());

    assertThat(attributes(grid, "image", "href"))
        .containsExactly("data:image/png;base64,AQID", "data:image/png;base64,BA==");
    assertThat(attributes(grid, "rect", "stroke-width")).containsExactly("", "4", "1");
    assertThat(texts(grid)).contains("one", "none", "two red circles");
  }

  @Test
  void nothing_is_not_drawn() {
    assertThatThrownBy(() -> new LineChart("T", "x", "y", List.of(), false))
        .hasMessageContaining("nothing to draw of: T");
    assertThatThrownBy(() -> new BarPanels("B", List.of(new Panel("p", List.of()))))
        .hasMessageContaining("nothing to draw of: B");
  }

  @Test
  void long_names_are_broken_between_words() {
    assertThat(Lines.of("three red circles and two blue squares", 18))
        .containsExactly("three red circles", "and two blue", "squares");
    assertThat(Lines.of("incomprehensibilities", 5)).containsExactly("incomprehensibilities");
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> texts(Document document) {
    NodeList texts = document.getElementsByTagName("text");
    return IntStream.range(0, texts.getLength())
        .mapToObj(i -> texts.item(i).getTextContent())
        .toList();
  }

  private static List<String> attributes(Document document, String element, String attribute) {
    NodeList found = document.getElementsByTagName(element);
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> ((Element) found.item(i)).getAttribute(attribute))
        .toList();
  }
}
