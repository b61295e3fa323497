package polya.infer.choice;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import polya.infer.CorpusFacts;
import polya.infer.MiniBatches;
import polya.infer.ModelFamily;
import polya.infer.gibbs.GibbsParameters;
import polya.infer.gibbs.GibbsSchedule;
import polya.infer.variational.VariationalParameters;
import polya.infer.variational.VariationalSchedule;
import polya.params.Parameter;
import polya.params.Settings;

/**
 * How long one method takes, and how its run is cut to a budget. Nothing that was given is cut, and
 * no run becomes longer than it is without a budget.
 *
 * <ul>
 *   <li>svi: as many {@code passes} as there is room for, one incremental pass at the least.
 *   <li>gibbs: as many {@code startPasses} as two fifths of the budget have room for, one at the
 *       least; then as many sweeps as the rest has, 10 at the least, of which {@code burnIn} and
 *       {@code samples} have the shares that they have without a budget.
 * </ul>
 *
 * @param gibbs whether the method is gibbs, else svi
 * @param given parameters, texts by name
 */
record Lengths(ModelFamily family, boolean gibbs, Map<String, String> given, CorpusFacts facts) {
  static final double START_SHARE = 0.4;
  static final int LEAST_SWEEPS = 10;

  /** The names of the two methods that there are rules for. */
  static final String SVI = "svi";

  static final String GIBBS = "gibbs";

  /**
   * A run of some length.
   *
   * @param set the parameters that make it so long; none that was given
   * @param seconds by {@link MethodCosts}
   * @param told for people
   */
  record Run(Map<String, String> set, double seconds, String told) {}

  private String method() {
    return gibbs ? GIBBS : SVI;
  }

  private Settings settings(Map<String, String> set) {
    Map<String, String> all = new HashMap<>(given);
    all.putAll(set);
    return Settings.of(family.parameters(method()), all);
  }

  /** The run without a budget. */
  Run whole() {
    return run(Map.of());
  }

  private Run run(Map<String, String> set) {
    Settings settings = settings(set);
    MiniBatches schedule = family.training(method(), settings, facts).schedule();
    int k = settings.get(VariationalParameters.K);
    if (!gibbs) {
      String told = VariationalSchedule.passes(settings, facts) + " passes";
      return new Run(set, MethodCosts.variational(schedule, facts, k), told);
    }
    GibbsSchedule lengths = GibbsSchedule.of(settings, facts);
    String start =
        schedule.stochasticPasses() > 0 ? lengths.startPasses() + " passes of svi, " : "";
    return new Run(
        set,
        MethodCosts.sampled(schedule, facts, k, GibbsSchedule.localSweeps(settings, facts)),
        String.format(
            Locale.ROOT,
            "%s%d sweeps of burn-in and %d samples",
            start,
            lengths.burnIn(),
            lengths.samples()));
  }

  /** The seconds of what gibbs does before its first sweep of the corpus. */
  double start() {
    Map<String, String> none = new TreeMap<>(setting(GibbsParameters.BURN_IN, 0));
    none.putAll(setting(GibbsParameters.SAMPLES, 0));
    return run(none).seconds();
  }

  /** The longest run that a budget has room for; the least there is, where it has room for none. */
  Run within(double seconds) {
    Run whole = whole();
    if (whole.seconds() <= seconds) {
      return whole;
    }
    return gibbs ? sampled(seconds) : variational(seconds);
  }

  private Run variational(double seconds) {
    Settings settings = settings(Map.of());
    int most = VariationalSchedule.passes(settings, facts);
    int least = Math.min(most, settings.get(VariationalParameters.STOCHASTIC_PASSES) + 1);
    return longest(
        least, most, seconds, passes -> run(setting(VariationalParameters.PASSES, passes)));
  }

  private Run sampled(double seconds) {
    GibbsSchedule lengths = GibbsSchedule.of(settings(Map.of()), facts);
    Map<String, String> start = new TreeMap<>();
    if (settings(Map.of()).get(GibbsParameters.START).equals("variational")) {
      Map<String, String> none = new TreeMap<>(setting(GibbsParameters.BURN_IN, 0));
      none.putAll(setting(GibbsParameters.SAMPLES, 0));
      Run ofStart =
          longest(
              1,
              lengths.startPasses(),
              START_SHARE * seconds,
              passes -> {
                Map<String, String> set = new TreeMap<>(none);
                set.putAll(setting(GibbsParameters.START_PASSES, passes));
                return run(set);
              });
      start.putAll(ofStart.set());
      start.keySet().removeAll(none.keySet());
    }
    int most = lengths.burnIn() + lengths.samples();
    return longest(
        Math.min(most, LEAST_SWEEPS),
        most,
        seconds,
        sweeps -> {
          int burnIn = (int) Math.rint((double) sweeps * lengths.burnIn() / most);
          Map<String, String> set = new TreeMap<>(start);
          set.putAll(setting(GibbsParameters.BURN_IN, burnIn));
          set.putAll(setting(GibbsParameters.SAMPLES, sweeps - burnIn));
          return run(set);
        });
  }

  /** A parameter's setting, or nothing where it was given. */
  private Map<String, String> setting(Parameter<Optional<Integer>> parameter, int value) {
    String text = given.getOrDefault(parameter.name(), "auto");
    return parameter.value(text).isPresent()
        ? Map.of()
        : Map.of(parameter.name(), Integer.toString(value));
  }

  /** The longest run of at most so many seconds, else the shortest; costs grow with the length. */
  private static Run longest(int least, int most, double seconds, IntFunction<Run> runs) {
    int fits = least;
    int above = most + 1;
    while (above - fits > 1) {
      int middle = (fits + above) >>> 1;
      if (runs.apply(middle).seconds() <= seconds) {
        fits = middle;
      } else {
        above = middle;
      }
    }
    return runs.apply(fits);
  }
}
