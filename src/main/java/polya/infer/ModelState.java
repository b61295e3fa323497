package polya.infer;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import polya.topics.Blocks;
import polya.topics.Globals;

/**
 * A model between two rounds: its named tables of rows by term, wherever they lie, and its globals.
 * Every model has {@link #TOPICS}; what else there is, and what its rows mean, is up to the method.
 * Immutable.
 */
public final class ModelState {
  /** The table of the topics' own rows. */
  public static final String TOPICS = "topics";

  private final SortedMap<String, Blocks> tables;
  private final Globals globals;

  private ModelState(SortedMap<String, Blocks> tables, Globals globals) {
    this.tables = tables;
    this.globals = globals;
  }

  /** A model of topics alone. */
  public static ModelState of(Blocks topics, Globals globals) {
    return new ModelState(new TreeMap<>(Collections.singletonMap(TOPICS, topics)), globals);
  }

  /** The model with a table put in or replaced. */
  public ModelState with(String name, Blocks table) {
    SortedMap<String, Blocks> more = new TreeMap<>(tables);
    more.put(name, table);
    return new ModelState(more, globals);
  }

  /** The model with these globals. */
  public ModelState with(Globals others) {
    return new ModelState(tables, others);
  }

  /** All tables by name. */
  public SortedMap<String, Blocks> tables() {
    return Collections.unmodifiableSortedMap(tables);
  }

  /** The topics' own rows. */
  public Blocks topics() {
    return tables.get(TOPICS);
  }

  /** A table beside the topics, or null if there is none of this name. */
  public Blocks beside(String name) {
    return tables.get(name);
  }

  /** What is small. */
  public Globals globals() {
    return globals;
  }

  /** V. */
  public int terms() {
    return topics().terms();
  }
}
