package polya.corpus;

import java.util.List;

/**
 * The three header lines of a UCI bag-of-words file.
 *
 * @param documents D, 0 to 2³¹ − 1
 * @param terms V, 0 to 2³¹ − 1
 * @param rows NNZ: how many lines of counts follow
 */
public record UciHeader(long documents, int terms, long rows) {
  /** How many lines the header has. */
  public static final int LINES = 3;

  /** So many documents, with rows or without, are always believed. */
  private static final long FEW = 1_000_000;

  /** More are where at least one of so many has a row: each empty one is written, too. */
  private static final long PER_ROW = 100;

  /** Reads the header, or says what is wrong with it. */
  public static Parsed<UciHeader> parse(List<String> lines) {
    if (lines.size() < LINES) {
      return Parsed.bad("it ends after " + lines.size() + " of its 3 header lines D, V and NNZ");
    }
    Parsed<Long> documents = WholeNumber.parse(lines.get(0).strip(), "D", 0, Integer.MAX_VALUE);
    Parsed<Long> terms = WholeNumber.parse(lines.get(1).strip(), "V", 0, Integer.MAX_VALUE);
    Parsed<Long> rows = WholeNumber.parse(lines.get(2).strip(), "NNZ", 0, Long.MAX_VALUE);
    for (Parsed<Long> number : List.of(documents, terms, rows)) {
      if (!number.isGood()) {
        return Parsed.bad("its header is wrong: " + number.reason());
      }
    }
    if (documents.value() > FEW && documents.value() / PER_ROW > rows.value()) {
      return Parsed.bad(
          "its header is wrong: D = "
              + documents.value()
              + " documents for NNZ = "
              + rows.value()
              + " rows, of which "
              + FEW
              + " or "
              + PER_ROW
              + " a row may be");
    }
    return Parsed.of(
        new UciHeader(documents.value(), Math.toIntExact(terms.value()), rows.value()));
  }
}
