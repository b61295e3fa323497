package polya.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Panels side by side, one for each quantity, as one SVG that needs nothing else: the same places
 * along the x axis, a dot for every value, and a line for every series through the means of its
 * dots. It draws; it chooses and averages nothing else.
 */
public final class Chart {
  /**
   * One quantity.
   *
   * @param title what it is, with its unit
   * @param series dots by the series they belong to, in the order of the legend
   */
  public record Panel(String title, Map<String, List<Dot>> series) {}

  /**
   * One value.
   *
   * @param place along the x axis, from 0
   * @param value finite
   */
  public record Dot(int place, double value) {}

  private static final int WIDTH = 440;
  private static final int HEIGHT = 300;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int TOP = 36;
  private static final int BOTTOM = 50;
  private static final int TICKS = 4;
  private static final double EQUAL = 1e-12;
  private static final int LEGEND_LINE = 18;

  /** Okabe and Ito's colours, to be told apart by everyone. */
  private static final List<String> COLOURS =
      List.of(
          "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#b8a800");

  private final String axis;
  private final List<String> places;
  private final StringBuilder svg = new StringBuilder();

  private Chart(String axis, List<String> places) {
    this.axis = axis;
    this.places = places;
  }

  /**
   * Draws panels.
   *
   * @param axis what the x axis is
   * @param places its labels, from left to right, at equal distances
   */
  public static String svg(String axis, List<String> places, List<Panel> panels) {
    Chart chart = new Chart(axis, places);
    List<String> names =
        panels.stream().flatMap(p -> p.series().keySet().stream()).distinct().toList();
    int legend = names.size() > 1 ? names.size() * LEGEND_LINE : 0;
    int width = panels.size() * WIDTH;
    int height = HEIGHT + legend;
    chart.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
            + " font-family=\"sans-serif\" font-size=\"12\">",
        width, height, width, height);
    chart.add("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", width, height);
    for (int p = 0; p < panels.size(); p++) {
      chart.panel(panels.get(p), names, p * WIDTH);
    }
    for (int s = 0; s < names.size() && legend > 0; s++) {
      int y = HEIGHT + s * LEGEND_LINE + LEGEND_LINE / 2;
      chart.add("<circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"%s\"/>", LEFT, y - 4, colour(s));
      chart.text(LEFT + 10, y, "start", names.get(s));
    }
    chart.add("</svg>");
    return chart.svg.toString();
  }

  private void panel(Panel panel, List<String> names, int x0) {
    int right = x0 + WIDTH - RIGHT;
    int bottom = HEIGHT - BOTTOM;
    text(x0 + LEFT, TOP - 16, "start", panel.title());
    DoubleSummaryStatistics values =
        panel.series().values().stream()
            .flatMap(List::stream)
            .mapToDouble(Dot::value)
            .summaryStatistics();
    boolean none = values.getCount() == 0;
    double[] ticks = none ? new double[] {0, 1} : ticks(values.getMin(), values.getMax());
    for (double tick : ticks) {
      double y = y(tick, ticks);
      add(
          "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#dddddd\"/>",
          x0 + LEFT, y, right, y);
      if (!none) {
        text(x0 + LEFT - 6, y + 4, "end", label(tick, ticks[1] - ticks[0]));
      }
    }
    for (int i = 0; i < places.size(); i++) {
      text(x0 + x(i), bottom + 18, "middle", places.get(i));
    }
    text((x0 + LEFT + right) / 2.0, bottom + 38, "middle", axis);
    panel.series().forEach((name, dots) -> series(dots, colour(names.indexOf(name)), x0, ticks));
  }

  private void series(List<Dot> dots, String colour, int x0, double[] ticks) {
    List<String> line = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      int place = i;
      dots.stream()
          .filter(d -> d.place() == place)
          .mapToDouble(Dot::value)
          .average()
          .ifPresent(mean -> line.add(form("%.1f,%.1f", x0 + x(place), y(mean, ticks))));
    }
    add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>",
        String.join(" ", line), colour);
    for (Dot dot : dots) {
      add(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\" fill-opacity=\"0.7\"/>",
          x0 + x(dot.place()), y(dot.value(), ticks), colour);
    }
  }

  /** The middle of a place, within a panel. */
  private double x(int place) {
    return LEFT + (place + 0.5) * (WIDTH - LEFT - RIGHT) / places.size();
  }

  private static double y(double value, double[] ticks) {
    double low = ticks[0];
    double high = ticks[ticks.length - 1];
    return HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - BOTTOM - TOP);
  }

  /** Multiples of 1, 2 or 5 times a power of ten, from at most the least to at least the most. */
  static double[] ticks(double min, double max) {
    double size = Math.max(Math.abs(min), Math.abs(max));
    // What differs by rounding alone is drawn as equal: no label could tell it apart.
    double span = max - min > EQUAL * size ? max - min : Math.max(size, 1) * 0.1;
    double power = Math.pow(10, Math.floor(Math.log10(span / TICKS)));
    double step =
        Arrays.stream(new double[] {1, 2, 5, 10})
            .map(m -> m * power)
            .filter(s -> span / s <= TICKS)
            .findFirst()
            .orElse(10 * power);
    long first = (long) Math.floor(min / step);
    long last = Math.max(first + 1, (long) Math.ceil(max / step));
    double[] ticks = new double[(int) (last - first + 1)];
    Arrays.setAll(ticks, i -> (first + i) * step);
    return ticks;
  }

  private static String label(double tick, double step) {
    int digits = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    return form("%,." + digits + "f", tick);
  }

  private static String colour(int series) {
    return COLOURS.get(series % COLOURS.size());
  }

  private void text(double x, double y, String anchor, String text) {
    String safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, safe);
  }

  private void add(String format, Object... values) {
    svg.append(form(format, values)).append('\n');
  }

  private static String form(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
