package polya.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a large cluster would do, as far as one machine shows: {@code Scale [DOCUMENTS [executors]]}
 * trains LDA by Gibbs sampling and prints, as tables for the manual, tokens a second of the processor on one to
 * eight executors of so many documents each (20,000), what tasks cost the driver, bytes beside the
 * formulas, the driver's memory beside K, and what follows for a cluster of a hundred machines.
 * Seconds are the processor's, so that cores which are shared still show what is lost.
 */
public final class Scale {
  private static final int DOCUMENTS = 20_000;
  private static final int LENGTH = 100;
  private static final int TERMS = 50_000;
  private static final List<String> PLACEMENTS = List.of("driver", "sharded");

  private Scale() {}

  /** Measures everything, one run after the other, or weak scaling alone. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int documents = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DOCUMENTS;
    if (List.of(arguments).contains("executors")) {
      executors(documents);
      return;
    }
    double spread = executors(documents);
    double task = tasks();
    Map<Integer, ScaleCost> sent = bytes(documents);
    memory();
    forecast(sent, task, spread);
  }

  /**
   * Weak scaling; gives the spread of tasks. Executors of one machine share its memory, caches and
   * cores whatever they do, so that each row has beside it as many clusters of one executor each at
   * the same time: what is lost against them is what belonging together costs.
   */
  private static double executors(int documents) throws IOException, InterruptedException {
    head("modelPlacement", "executors", "tokens", "tokens/s of a processor", "of one executor's",
        "as many alone, tokens/s of a processor", "of theirs", "longest task by the mean");
    double spread = 1;
    for (String placement : PLACEMENTS) {
      double one = 0;
      for (int n = 1; n <= 8; n *= 2) {
        Optional<ScaleCost> cost = weak(n, documents, placement).cost();
        double rate = cost.map(ScaleCost::tokensPerSecond).orElse(0.0);
        one = n == 1 ? rate : one;
        double alone = n == 1 ? rate : alone(n, weak(1, documents, placement));
        spread = cost.map(ScaleCost::spread).orElse(spread);
        row(placement, "" + n, text(cost.map(ScaleCost::tokens)), text(rate), share(rate, one),
            text(alone), share(rate, alone), text(cost.map(ScaleCost::spread)));
      }
    }
    return spread;
  }

  private static ScaleRun weak(int n, int documents, String placement) {
    return new ScaleRun(n, n, n * documents, LENGTH, TERMS, 100, placement, 768, 1024);
  }

  /** The mean rate of so many runs at the same time. */
  private static double alone(int n, ScaleRun run) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(n);
    try {
      double sum = 0;
      for (Future<Optional<ScaleCost>> one :
          threads.invokeAll(Collections.<Callable<Optional<ScaleCost>>>nCopies(n, run::cost))) {
        sum += one.get().map(ScaleCost::tokensPerSecond).orElse(0.0);
      }
      return sum / n;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdown();
    }
  }

  private static String share(double rate, double of) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * rate / of);
  }

  /** What tasks cost the driver; gives the seconds of its processor for a task and stage. */
  private static double tasks() throws IOException, InterruptedException {
    head("modelPlacement", "tasks", "ms of the driver's processor a round", "a task");
    double seconds = 0;
    for (String placement : PLACEMENTS) {
      for (int tasks : new int[] {100, 400, 1_600}) {
        Optional<ScaleCost> cost =
            new ScaleRun(2, tasks, 204_800, 5, 1_000, 10, placement, 1024, 1536).cost();
        double round = cost.map(ScaleCost::driverSecondsPerRound).orElse(0.0);
        seconds = round / tasks;
        row(placement, "" + tasks, text(1e3 * round), text(1e3 * seconds));
      }
    }
    return seconds;
  }

  /** Bytes by tasks, beside what the estimate says that chooses where a model lies. */
  private static Map<Integer, ScaleCost> bytes(int documents)
      throws IOException, InterruptedException {
    Map<Integer, ScaleCost> ofEight = new TreeMap<>();
    head("K", "tasks", "counts by Σ min(K, f_w)", "down, mean, bytes a count",
        "down, drawn, bytes a count", "up, MB", "by the estimate, MB", "measured by it");
    for (int k : new int[] {100, 1_000}) {
      Map<Integer, ScaleCost> costs = new TreeMap<>();
      for (int tasks : new int[] {2, 8, 32, 128}) {
        new ScaleRun(2, tasks, documents, LENGTH, TERMS, k, "driver", 2048, 2048)
            .cost()
            .ifPresent(cost -> costs.put(tasks, cost));
      }
      costs.forEach(
          (tasks, c) ->
              row("" + k, "" + tasks, text(c.entries() / c.most()), text(c.mean() / c.entries()),
                  text(c.drawn() / c.entries()), text(c.up() * 1e-6), text(c.predicted() * 1e-6),
                  text(c.up() / c.predicted())));
      ofEight.put(k, costs.get(8));
    }
    return ofEight;
  }

  /** The driver's heap beside K. */
  private static void memory() throws IOException, InterruptedException {
    head("modelPlacement", "K", "V · K, millions", "most in a driver's heap of 512 MB, MB");
    for (String placement : PLACEMENTS) {
      for (int k = 250; k <= 2_000; k *= 2) {
        Optional<ScaleCost> cost =
            new ScaleRun(2, 8, 20_000, 50, 200_000, k, placement, 512, 2560).cost();
        row(placement, "" + k, text(0.2 * k), cost.map(c -> text(c.heap() / (1 << 20))).orElse("did not end"));
      }
    }
  }

  private static void forecast(Map<Integer, ScaleCost> sent, double task, double spread) {
    ScaleCost cost = sent.get(1_000);
    double share = cost.entries() / cost.most();
    ScaleForecast forecast =
        new ScaleForecast(
            cost.tokensPerSecond(),
            share,
            cost.mean() / cost.entries(),
            cost.drawn() / cost.entries(),
            task,
            spread);
    head("V", "K", "sweep, s", "up", "down", "driver", "a round, s", "of which sweeping");
    for (int k : new int[] {1_000, 10_000}) {
      forecast.print(1_000_000, k);
    }
  }

  private static String text(Optional<Double> number) {
    return number.map(Scale::text).orElse("did not end");
  }

  private static String text(double number) {
    return String.format(Locale.ROOT, number < 100 ? "%.2f" : "%,.0f", number);
  }

  private static void head(String... cells) {
    System.out.println();
    row(cells);
    row(Arrays.stream(cells).map(c -> "---").toArray(String[]::new));
  }

  private static void row(String... cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }
}
