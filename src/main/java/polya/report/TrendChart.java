package polya.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Small panels, one for each quantity, over the same places along the x axis: a line with a band of
 * its intervals. One SVG that needs nothing else. It draws; it chooses nothing.
 */
public final class TrendChart {
  /**
   * One quantity.
   *
   * @param title what it is
   * @param values one a place, finite
   * @param low lower ends of their intervals, or NaN
   * @param high upper ends, or NaN
   */
  public record Panel(String title, double[] values, double[] low, double[] high) {}

  private static final int COLUMNS = 4;
  private static final int WIDTH = 240;
  private static final int HEIGHT = 130;
  private static final int LEFT = 44;
  private static final int RIGHT = 12;
  private static final int TOP = 26;
  private static final int BOTTOM = 22;
  private static final int HEAD = 30;
  private static final int LETTERS = 34;

  private final List<String> places;
  private final boolean connected;
  private final StringBuilder svg = new StringBuilder();

  private TrendChart(List<String> places, boolean connected) {
    this.places = places;
    this.connected = connected;
  }

  /**
   * Draws panels, four in a row.
   *
   * @param title over all of them
   * @param places the labels of the x axis, from left to right
   * @param connected whether places follow one another, so that a line may lead through them
   */
  public static String svg(
      String title, List<String> places, boolean connected, List<Panel> panels) {
    TrendChart chart = new TrendChart(places, connected);
    int columns = Math.max(1, Math.min(COLUMNS, panels.size()));
    int width = Math.max(2, columns) * WIDTH;
    int height = HEAD + (panels.size() + columns - 1) / columns * HEIGHT;
    chart.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
            + " font-family=\"sans-serif\" font-size=\"11\">",
        width, height, width, height);
    chart.add("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", width, height);
    chart.text(LEFT, 20, "start", title);
    for (int p = 0; p < panels.size(); p++) {
      chart.panel(panels.get(p), p % columns * WIDTH, HEAD + p / columns * HEIGHT);
    }
    chart.add("</svg>");
    return chart.svg.toString();
  }

  private void panel(Panel panel, int x0, int y0) {
    double most = 0;
    for (int i = 0; i < panel.values().length; i++) {
      double high = panel.high()[i];
      most = Math.max(most, Double.isNaN(high) ? panel.values()[i] : high);
    }
    double[] ticks = Chart.ticks(0, most > 0 ? most : 1);
    double top = ticks[ticks.length - 1];
    text(x0 + LEFT, y0 + TOP - 9, "start", cut(panel.title()));
    for (double tick : new double[] {0, top}) {
      double y = y(tick, top, y0);
      add(
          "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#dddddd\"/>",
          x0 + LEFT, y, x0 + WIDTH - RIGHT, y);
      text(x0 + LEFT - 5, y + 4, "end", percent(tick));
    }
    List<String> line = new ArrayList<>();
    List<String> band = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      double value = panel.values()[i];
      line.add(point(x0, i, y(value, top, y0)));
      band.add(point(x0, i, y(or(panel.high()[i], value), top, y0)));
    }
    for (int i = places.size() - 1; i >= 0; i--) {
      band.add(point(x0, i, y(or(panel.low()[i], panel.values()[i]), top, y0)));
    }
    if (connected) {
      add("<polygon points=\"%s\" fill=\"#0072b2\" fill-opacity=\"0.2\"/>", String.join(" ", band));
      add(
          "<polyline points=\"%s\" fill=\"none\" stroke=\"#0072b2\" stroke-width=\"1.5\"/>",
          String.join(" ", line));
    }
    if (!connected || places.size() <= LETTERS) {
      dots(panel, x0, y0, top);
    }
    int y = y0 + HEIGHT - BOTTOM + 14;
    text(x0 + x(0), y, places.size() > 1 ? "start" : "middle", cut(places.get(0)));
    if (places.size() > 1) {
      text(x0 + x(places.size() - 1), y, "end", cut(places.get(places.size() - 1)));
    }
  }

  /** A dot and an interval for every place. */
  private void dots(Panel panel, int x0, int y0, double top) {
    for (int i = 0; i < places.size(); i++) {
      double value = panel.values()[i];
      add(
          "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#0072b2\""
              + " stroke-opacity=\"0.5\"/>",
          x0 + x(i),
          y(or(panel.low()[i], value), top, y0),
          x0 + x(i),
          y(or(panel.high()[i], value), top, y0));
      add(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2\" fill=\"#0072b2\"><title>%s</title></circle>",
          x0 + x(i), y(value, top, y0), safe(places.get(i) + "  " + percent(value)));
    }
  }

  private static double or(double x, double otherwise) {
    return Double.isNaN(x) ? otherwise : x;
  }

  private String point(int x0, int place, double y) {
    return String.format(Locale.ROOT, "%.1f,%.1f", x0 + x(place), y);
  }

  private double x(int place) {
    double width = WIDTH - LEFT - RIGHT;
    return LEFT + (places.size() > 1 ? place * width / (places.size() - 1) : width / 2);
  }

  private static double y(double value, double top, int y0) {
    return y0 + HEIGHT - BOTTOM - value / top * (HEIGHT - BOTTOM - TOP);
  }

  private static String percent(double share) {
    double percent = 100 * share;
    return String.format(Locale.ROOT, percent < 10 && percent > 0 ? "%.1f %%" : "%.0f %%", percent);
  }

  private static String cut(String text) {
    return text.length() <= LETTERS ? text : text.substring(0, LETTERS - 1) + "…";
  }

  private static String safe(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                default -> {
                  boolean xml =
                      c >= ' ' && c != 0xfffe && c != 0xffff && (c < 0xd800 || c > 0xdfff);
                  safe.appendCodePoint(xml ? c : '\ufffd');
                }
              }
            });
    return safe.toString();
  }

  private void text(double x, double y, String anchor, String text) {
    add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, safe(text));
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
