package polya.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import polya.describe.JensenShannon;
import polya.describe.Representatives;
import polya.describe.TermOrder;
import polya.describe.TopicTable;
import polya.ml.report.DescribedDocuments;
import polya.quality.CoherenceMeasure;
import polya.quality.TopicQuality;
import polya.spark.pass.DocumentRows;
import polya.spark.pass.RepresentativePass;
import polya.spark.store.CorpusStore;

/**
 * What topics are, by themselves and in documents.
 *
 * @param distances how far they are from one another
 * @param table a row a topic
 * @param documents those that stand for them
 */
record DescribedTopics(JensenShannon distances, TopicTable table, DescribedDocuments documents) {
  /** The first terms by which topics are judged. */
  static final int COHERENT = 10;

  /**
   * Computes them, timed as parts of a job.
   *
   * @param order what the terms are ranked by that topics are judged by
   * @param columns the kept columns that are told of documents
   */
  static DescribedTopics of(
      Job job,
      TopicsAtHand topics,
      TermOrder order,
      Optional<CorpusStore> documents,
      RepresentativeFlags flags,
      Function<CorpusStore, List<String>> columns) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(job.spark().sparkContext());
    JensenShannon distances = job.timed("neighbours", () -> JensenShannon.of(topics.terms().phi()));
    Optional<double[]> npmi =
        documents.map(store -> job.timed("coherence", () -> npmi(topics, order, store)));
    Optional<Representatives> found =
        documents.map(
            store ->
                job.timed(
                    "documents",
                    () ->
                        RepresentativePass.of(
                            context, topics.posterior(), DocumentRows.of(store), flags.most)));
    int[][] top = topics.terms().top(order, COHERENT);
    TopicTable table =
        TopicTable.of(
            topics.terms(),
            topics.labels(),
            job.timed("quality", () -> TopicQuality.of(topics.terms().phi(), top)),
            found.map(Representatives::documents),
            npmi);
    DescribedDocuments told =
        documents
            .map(
                store ->
                    DescribedDocuments.of(
                        context,
                        DocumentRows.of(store),
                        found.get(),
                        columns.apply(store),
                        flags.excerpts))
            .orElse(DescribedDocuments.NONE);
    return new DescribedTopics(distances, table, told);
  }

  /** The coherence of topics in documents, NaN where there is none. */
  private static double[] npmi(TopicsAtHand topics, TermOrder order, CorpusStore store) {
    return TopicMeasures.of(
            topics.store(),
            topics.terms(),
            order,
            store,
            COHERENT,
            List.of(CoherenceMeasure.NPMI),
            store.hasOrder())
        .coherence()
        .get(CoherenceMeasure.NPMI);
  }
}
