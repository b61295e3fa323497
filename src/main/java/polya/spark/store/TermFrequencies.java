package polya.spark.store;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import polya.corpus.Document;
import scala.Tuple2;

/**
 * How often each term of a vocabulary occurs in a set of documents.
 *
 * @param documents in how many documents; length V
 * @param tokens how often in all; length V
 */
public record TermFrequencies(long[] documents, long[] tokens) {

  /** Counts in one pass; a task and the driver hold 2 V numbers each. */
  public static TermFrequencies of(JavaRDD<Document> corpus, int vocabularySize) {
    List<Tuple2<Integer, long[]>> counted =
        corpus
            .mapPartitions(
                rows -> {
                  long[] documents = new long[vocabularySize];
                  long[] tokens = new long[vocabularySize];
                  while (rows.hasNext()) {
                    Document d = rows.next();
                    for (int i = 0; i < d.terms().length; i++) {
                      documents[d.terms()[i]]++;
                      tokens[d.terms()[i]] += d.counts()[i];
                    }
                  }
                  List<Tuple2<Integer, long[]>> used = new ArrayList<>();
                  for (int w = 0; w < vocabularySize; w++) {
                    if (documents[w] > 0) {
                      used.add(new Tuple2<>(w, new long[] {documents[w], tokens[w]}));
                    }
                  }
                  return used.iterator();
                })
            .mapToPair(pair -> pair)
            .reduceByKey((a, b) -> new long[] {a[0] + b[0], a[1] + b[1]})
            .collect();
    long[] documents = new long[vocabularySize];
    long[] tokens = new long[vocabularySize];
    for (Tuple2<Integer, long[]> pair : counted) {
      documents[pair._1()] = pair._2()[0];
      tokens[pair._1()] = pair._2()[1];
    }
    return new TermFrequencies(documents, tokens);
  }
}
