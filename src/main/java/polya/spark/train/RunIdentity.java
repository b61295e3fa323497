package polya.spark.train;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import polya.Failure;
import polya.infer.ModelInfo;
import polya.params.Parameter;

/**
 * What a training run is: everything that its model depends on, by the names a person knows. Two
 * runs with equal identities lead to the same bits, so either may go on from the other's
 * checkpoints. What no model depends on (partitions, machines, where the corpus lies, how often
 * checkpoints are written) is no part of it.
 *
 * @param entries options by their names ({@code --model}, {@code -p k}), the corpus and what runs
 *     it, by words
 */
public record RunIdentity(SortedMap<String, String> entries) {
  private static final String INFERENCE = "--inference";
  private static final String PARAMETER = "-p ";
  private static final String BUDGET = "--budget";
  private static final String WARM_START = "--warm-start";
  private static final String EARLY_STOP = "--early-stop";
  private static final int SHOWN = 40;

  /**
   * The identity of a run that led, or is to lead, to this model.
   *
   * @param declared the parameters of its method; the operational ones among them do not count
   */
  public static RunIdentity of(ModelInfo info, Iterable<Parameter<?>> declared) {
    SortedMap<String, String> entries = new TreeMap<>();
    entries.put("--model", info.model());
    entries.put(INFERENCE, info.inference());
    info.parameters().forEach((name, value) -> entries.put(PARAMETER + name, value));
    for (Parameter<?> parameter : declared) {
      if (parameter.operational()) {
        entries.remove(PARAMETER + parameter.name());
      }
    }
    entries.put("vocabulary", info.vocabularyHash());
    Map<String, String> provenance = info.provenance();
    take(entries, "documents", provenance.get("documents"));
    take(entries, "tokens", provenance.get("tokens"));
    take(entries, "corpus data", provenance.get("corpusData"));
    take(entries, "labels", provenance.get(ModelInfo.ATTRIBUTES_HASH));
    take(entries, "keywords", provenance.get(ModelInfo.KEYWORDS));
    take(entries, "sections", provenance.get(ModelInfo.SECTIONS));
    take(entries, WARM_START, provenance.getOrDefault("warmStartDigest", "none"));
    take(entries, BUDGET, provenance.get(ModelInfo.BUDGET));
    take(entries, EARLY_STOP, provenance.getOrDefault("earlyStop", "none"));
    take(entries, "version of Polya", provenance.get("polya"));
    String java = provenance.get("java");
    take(
        entries,
        "version of Java",
        java == null ? null : Integer.toString(Runtime.Version.parse(java).feature()));
    take(entries, "processor", provenance.get("processor"));
    return new RunIdentity(entries);
  }

  private static void take(SortedMap<String, String> entries, String name, String value) {
    if (value != null) {
      entries.put(name, value);
    }
  }

  /** In how far another run differs: {@code -p k was 50 and is 100, …}; empty if it does not. */
  public String differenceTo(RunIdentity other) {
    return differing(other)
        .map(name -> name + " was " + shown(name) + " and is " + other.shown(name))
        .collect(Collectors.joining(", "));
  }

  private Stream<String> differing(RunIdentity other) {
    return Stream.concat(entries.keySet().stream(), other.entries.keySet().stream())
        .distinct()
        .filter(name -> !Objects.equals(entries.get(name), other.entries.get(name)));
  }

  private String shown(String name) {
    String value = entries.getOrDefault(name, name.equals(BUDGET) ? "none" : "unknown");
    return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
  }

  /** The method of inference; empty where a damaged record has none. */
  public String inference() {
    return entries.getOrDefault(INFERENCE, "");
  }

  /** The budget, as {@link ModelInfo#BUDGET} has it. */
  public Optional<String> budget() {
    return Optional.ofNullable(entries.get(BUDGET));
  }

  /** A parameter in force, as a text. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(entries.get(PARAMETER + name));
  }

  /** What was asked for, without what carries it out: Polya, Java and the processor. */
  public RunIdentity asked() {
    SortedMap<String, String> asked = new TreeMap<>(entries);
    asked.remove("version of Polya");
    asked.remove("version of Java");
    asked.remove("processor");
    return new RunIdentity(asked);
  }

  /**
   * Why another run cannot go on from here: a mistake of usage if it differs in its options only, a
   * mismatch of stores if in what it reads or what carries it out.
   *
   * @param what was found of this run
   * @param remedy what to do, as a sentence without its full stop
   */
  public Failure refusal(String what, RunIdentity other, String remedy) {
    String sentence =
        "Cannot resume training: "
            + what
            + " is of another run, "
            + differenceTo(other)
            + "; only what no model depends on may change. "
            + remedy
            + ".";
    boolean options =
        differing(other).allMatch(name -> name.startsWith("-") && !name.equals(WARM_START));
    return options ? Failure.usage(sentence) : Failure.store(sentence);
  }
}
