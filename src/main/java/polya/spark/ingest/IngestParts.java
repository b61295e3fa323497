package polya.spark.ingest;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.JavaRDD;
import polya.corpus.DocumentKey;
import polya.corpus.Split;
import polya.corpus.Withholding;

/**
 * The documents of an input and the corpora they go to: one; or two of other documents, to train
 * and held out; or two of the same documents, their observed and their withheld terms. The first
 * part alone has a say in the vocabulary.
 *
 * @param first to train on
 * @param second held out or withheld, if there is such a part
 */
record IngestParts(JavaRDD<Draft> first, Optional<JavaRDD<Draft>> second) {
  /** The parts of documents under a plan. */
  static IngestParts of(JavaRDD<Draft> documents, IngestPlan plan) {
    if (plan.split().isPresent()) {
      Split split = plan.split().get();
      return new IngestParts(
          documents.filter(d -> !split.isHeldOut(DocumentKey.of(d.id))),
          Optional.of(documents.filter(d -> split.isHeldOut(DocumentKey.of(d.id)))));
    }
    if (plan.withholding().isPresent()) {
      Withholding rule = plan.withholding().get();
      return new IngestParts(
          documents.map(d -> part(d, rule, false)),
          Optional.of(documents.map(d -> part(d, rule, true))));
    }
    return new IngestParts(documents, Optional.empty());
  }

  private static Draft part(Draft draft, Withholding rule, boolean withheld) {
    long document = DocumentKey.of(draft.id);
    return draft.only(i -> rule.isWithheld(document, key(draft, i)) == withheld);
  }

  /** The key of a term: that of its text, or its index where the input has indices. */
  private static long key(Draft draft, int entry) {
    return draft.words != null
        ? DocumentKey.of(draft.words[entry])
        : DocumentKey.mix(draft.terms[entry]);
  }

  /** The names of the parts, if there are two. */
  static Optional<List<String>> names(IngestPlan plan) {
    return plan.split().isPresent()
        ? Optional.of(List.of("training", "held-out"))
        : plan.withholding().map(rule -> List.of("observed", "withheld"));
  }

  /** Both parts by the same function. */
  IngestParts map(UnaryOperator<JavaRDD<Draft>> function) {
    return new IngestParts(function.apply(first), second.map(function));
  }
}
