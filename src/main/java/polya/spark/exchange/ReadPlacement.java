package polya.spark.exchange;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import polya.Failure;
import polya.infer.ModelPlacement;
import polya.math.Rows;

/**
 * Where the topics of a saved model lie while it is read, by what either place takes of the memory
 * that this Spark has. Nothing that is computed of them depends on it.
 */
public final class ReadPlacement {
  /** The setting of Spark that says it: before a command, or of a session. */
  public static final String SETTING = "spark.polya." + ModelPlacement.PARAMETER.name();

  /** A term's name, packed, and once more while names are put together. */
  private static final double NAME_BYTES = 60;

  private static final double MEGABYTE = 1 << 20;

  private final Placement.Memory memory;
  private final ModelPlacement asked;
  private final int terms;
  private final int topics;
  private final double rows;
  private final double names;

  private ReadPlacement(Placement.Memory memory, ModelPlacement asked, int terms, int topics) {
    this.memory = memory;
    this.asked = asked;
    this.terms = terms;
    this.topics = topics;
    rows = rows(terms, topics);
    names = NAME_BYTES * terms;
  }

  private static double rows(long terms, int topics) {
    return (double) Float.BYTES * Rows.padded(topics) * terms;
  }

  /** What the session's settings say. */
  public static ModelPlacement asked(SparkSession spark) {
    String word = spark.conf().get(SETTING, ModelPlacement.AUTO.word());
    if (!ModelPlacement.PARAMETER.allows(word)) {
      throw Failure.usage(
          "Cannot set "
              + SETTING
              + " to "
              + word
              + ": allowed is "
              + ModelPlacement.PARAMETER.range()
              + ". Correct it, or leave it out.");
    }
    return ModelPlacement.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /**
   * The place for the topics of a model.
   *
   * @param path where it lies, for the message
   * @param terms V
   * @param topics K
   * @throws Failure (resources) if the driver has not the memory that either place takes
   */
  public static ReadPlacement of(
      JavaSparkContext spark, ModelPlacement asked, String path, int terms, int topics) {
    return of(Placement.Memory.of(spark), asked, path, terms, topics);
  }

  static ReadPlacement of(
      Placement.Memory memory, ModelPlacement asked, String path, int terms, int topics) {
    ReadPlacement placement = new ReadPlacement(memory, asked, terms, topics);
    placement.demandDriver(path);
    return placement;
  }

  private void demandDriver(String path) {
    double most = most();
    if (names > most || asked == ModelPlacement.DRIVER && onDriver() > most) {
      throw Failure.resources(
          String.format(
              Locale.ROOT,
              "Cannot read model at %s: its %,d terms of k = %d take at least %,.0f MB of the driver (topics %,.0f,"
                  + " names of terms %,.0f); allowed are %,.0f of its %,.0f MB. Raise"
                  + " spark.driver.memory%s.",
              path,
              terms,
              topics,
              (names > most ? names : onDriver()) / MEGABYTE,
              (names > most ? 0 : onDriver() - names) / MEGABYTE,
              names / MEGABYTE,
              most / MEGABYTE,
              memory.driver() / MEGABYTE,
              names > most ? "" : ", or set " + SETTING + "=" + ModelPlacement.SHARDED.word()));
    }
  }

  boolean isSharded() {
    return asked == ModelPlacement.SHARDED || asked == ModelPlacement.AUTO && onDriver() > room();
  }

  /** Into how many shards they are read; 0 where the driver reads them. */
  public int shards() {
    return isSharded() ? Exchanges.shards(memory.executors(), terms, topics) : 0;
  }

  /** What auto lets the driver have. */
  private double room() {
    return Placement.SHARE * memory.driver();
  }

  /** For run.json: where, what was asked for, and what it is held against, in bytes. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(
        ModelPlacement.PARAMETER.name(),
        (isSharded() ? ModelPlacement.SHARDED : ModelPlacement.DRIVER).word());
    json.put("asked", asked.word());
    json.put("onDriver", (long) onDriver());
    json.put("room", (long) room());
    if (isSharded()) {
      json.put("shards", shards());
    }
    return json;
  }

  /** On a cluster they are encoded once for all executors. */
  private double onDriver() {
    return (memory.local() ? 1 : 2) * rows + names;
  }

  /**
   * Demands that the driver can hold a model that is about to be trained, as stages of spark.ml
   * have theirs.
   *
   * @throws Failure (resources) if it cannot
   */
  public static void demandHere(JavaSparkContext spark, int terms, int topics) {
    demandHere(Placement.Memory.of(spark), terms, topics);
  }

  static void demandHere(Placement.Memory memory, int terms, int topics) {
    ReadPlacement here = new ReadPlacement(memory, ModelPlacement.DRIVER, terms, topics);
    if (here.rows + here.names > here.most()) {
      throw Failure.resources(
          String.format(
              Locale.ROOT,
              "Cannot fit k = %d topics of %,d terms: a model of spark.ml is the driver's, where that"
                  + " takes at least %,.0f MB; allowed are %,.0f of its %,.0f. Lower k, raise"
                  + " spark.driver.memory, or train by submit/polya train.",
              topics,
              terms,
              (here.rows + here.names) / MEGABYTE,
              here.most() / MEGABYTE,
              memory.driver() / MEGABYTE));
    }
  }

  private double most() {
    return Placement.MOST_SHARE * memory.driver();
  }

  /**
   * Demands that every executor can hold the rows of some terms, as tasks do that read documents.
   *
   * @throws Failure (resources) if it cannot
   */
  public static void demand(JavaSparkContext spark, long terms, int topics) {
    demand(Placement.Memory.of(spark), terms, topics);
  }

  static void demand(Placement.Memory memory, long terms, int topics) {
    double most = Placement.MOST_SHARE * memory.executor();
    if (rows(terms, topics) > most) {
      throw Failure.resources(
          String.format(
              Locale.ROOT,
              "Cannot read documents by topics that lie in shards: the weights of their %,d terms"
                  + " for k = %d take at least %,.0f MB of %s; allowed are %,.0f of its %,.0f MB."
                  + " Raise %s, or give fewer documents at a time.",
              terms,
              topics,
              rows(terms, topics) / MEGABYTE,
              memory.local() ? "the driver" : "each executor",
              most / MEGABYTE,
              memory.executor() / MEGABYTE,
              memory.local() ? "spark.driver.memory" : "spark.executor.memory"));
    }
  }
}
