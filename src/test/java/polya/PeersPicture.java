package polya;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import polya.report.Chart;

/** The README's picture: perplexity by seconds of training, from the table of measured.md. */
final class PeersPicture {
  private static final int FIRST = 1;
  private static final int LAST = 23;

  /** What would flatten all else is left out, and the README says so. */
  private static final double MOST = 5000;

  /** Rows of the table by what the legend calls them. */
  private static final Map<String, String> TOOLS = new LinkedHashMap<>();

  static {
    TOOLS.put("polya", "Polya, SVI (until it ends)");
    TOOLS.put("polya-gibbs", "Polya, Gibbs sampling");
    TOOLS.put("mallet", "MALLET");
    TOOLS.put("mallet-opt", "MALLET, priors learned");
    TOOLS.put("mllib-tuned", "Spark MLlib, online LDA, tuned");
  }

  private PeersPicture() {}

  /** The picture of a page with the table. */
  static String of(String page) {
    Map<String, List<Chart.Dot>> series = new LinkedHashMap<>();
    TOOLS.forEach((tool, name) -> series.put(name, dots(page, tool)));
    List<String> places =
        IntStream.rangeClosed(FIRST, LAST).mapToObj(t -> t % 2 == 0 ? "" + t : "").toList();
    Chart.Panel panel = new Chart.Panel("held-out perplexity (20news, K = 100, two cores)", series);
    return Chart.svg("seconds of training", places, List.of(panel));
  }

  /** Perplexity under the common prior at the places, as far as it was measured. */
  private static List<Chart.Dot> dots(String page, String tool) {
    Matcher row = Pattern.compile("\\| " + tool + " \\|([^|]* s → [^|]*)\\|").matcher(page);
    if (!row.find()) {
      throw new AssertionError("measured.md has no checkpoints of " + tool);
    }
    List<double[]> seen = new ArrayList<>();
    Matcher checkpoint = Pattern.compile("([\\d.]+) s → ([\\d,]+)").matcher(row.group(1));
    for (MatchResult r : checkpoint.results().toList()) {
      seen.add(
          new double[] {
            Math.log(Double.parseDouble(r.group(1))),
            Double.parseDouble(r.group(2).replace(",", ""))
          });
    }
    List<Chart.Dot> dots = new ArrayList<>();
    for (int t = FIRST; t <= LAST; t++) {
      double x = Math.log(t);
      for (int i = 1; i < seen.size(); i++) {
        double[] a = seen.get(i - 1);
        double[] b = seen.get(i);
        if (a[0] <= x && x < b[0]) {
          // Linear in the logarithm of time, as the benchmark itself reads between checkpoints.
          double y = a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0]);
          if (y <= MOST) {
            dots.add(new Chart.Dot(t - FIRST, y));
          }
        }
      }
    }
    return dots;
  }
}
