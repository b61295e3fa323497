package polya.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartTest {
  private static Element parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)))
        .getDocumentElement();
  }

  private static List<Element> all(Element root, String name) {
    NodeList nodes = root.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  @Test
  void dotsStandWhereTheirValuesAreAndLinesGoThroughTheMeans() throws Exception {
    List<Chart.Dot> dots =
        List.of(new Chart.Dot(0, 10), new Chart.Dot(0, 30), new Chart.Dot(1, 40));
    Element svg =
        parsed(Chart.svg("k", List.of("5", "50"), List.of(new Chart.Panel("p", Map.of("", dots)))));
    List<Element> circles = all(svg, "circle");
    assertThat(circles).hasSize(3);
    double[] y = circles.stream().mapToDouble(c -> number(c, "cy")).toArray();
    // Upwards is smaller, and distances are as those of the values.
    assertThat((y[0] - y[1]) / (y[1] - y[2])).isCloseTo(2, within(0.01));
    assertThat(number(circles.get(0), "cx")).isLessThan(number(circles.get(2), "cx"));
    String[] line = all(svg, "polyline").get(0).getAttribute("points").split(" ");
    assertThat(line).hasSize(2);
    assertThat(Double.parseDouble(line[0].split(",")[1]))
        .isCloseTo((y[0] + y[1]) / 2, within(0.11));
    assertThat(all(svg, "text").stream().map(Element::getTextContent))
        .contains("k", "5", "50", "p", "10", "20", "30", "40");
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  @Test
  void panelsWithoutValuesOrWithOneAndNamesWithMarkupAreDrawnToo() throws Exception {
    Map<String, List<Chart.Dot>> two =
        Map.of("a < b & c", List.of(new Chart.Dot(0, 7)), "d", List.of(new Chart.Dot(0, 7)));
    Element svg =
        parsed(
            Chart.svg(
                "seed",
                List.of("1"),
                List.of(new Chart.Panel("none", Map.of()), new Chart.Panel("one", two))));
    assertThat(all(svg, "text").stream().map(Element::getTextContent)).contains("a < b & c", "d");
    assertThat(svg.getTextContent()).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void ticksAreRoundNumbersAroundAllValues() {
    assertThat(Chart.ticks(892, 1101)).containsExactly(800, 900, 1000, 1100, 1200);
    assertThat(Chart.ticks(0.031, 0.058))
        .containsExactly(new double[] {0.03, 0.04, 0.05, 0.06}, within(1e-12));
    assertThat(Chart.ticks(5, 5)[0]).isLessThanOrEqualTo(5);
    for (double[] range :
        new double[][] {{-3, 2}, {0, 0}, {1e-7, 2e-7}, {1e9, 1e9 + 1}, {.8, Math.nextUp(.8)}}) {
      double[] ticks = Chart.ticks(range[0], range[1]);
      assertThat(ticks.length).isBetween(2, 7);
      assertThat(ticks[1]).isGreaterThan(ticks[0]);
      assertThat(ticks[0]).isLessThanOrEqualTo(range[0] + 1e-12);
      assertThat(ticks[ticks.length - 1]).isGreaterThanOrEqualTo(range[1] - 1e-12);
    }
  }
}
