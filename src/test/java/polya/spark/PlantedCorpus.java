package polya.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import polya.corpus.Document;
import polya.infer.CorpusFacts;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

/**
 * Documents with topics that are known: topic k uses the terms [k·width, (k + 1)·width) nine times
 * of ten and any term else, with falling frequencies; a document has one main topic (70 %) and a
 * second one. Some documents are empty.
 */
public final class PlantedCorpus {
  public static final int TOPICS = 4;
  public static final int TERMS = 80;
  private static final int WIDTH = TERMS / TOPICS;

  private PlantedCorpus() {}

  /** This many documents of 20 to 59 tokens; every 50th is empty. */
  public static List<Document> documents(int howMany) {
    return documents(howMany, 0.7, 20, 40);
  }

  /** Documents of 4 to 11 tokens with a main topic alone, so short that it is not always plain. */
  public static List<Document> ofOneTopic(int howMany) {
    return documents(howMany, 1, 4, 8);
  }

  private static List<Document> documents(
      int howMany, double mainShare, int shortest, int lengths) {
    List<Document> documents = new ArrayList<>();
    for (int d = 0; d < howMany; d++) {
      RandomStream random = Streams.of(7, Purpose.TEST, 0, d);
      int[] counts = new int[TERMS];
      int main = random.nextInt(TOPICS);
      int second = random.nextInt(TOPICS);
      int length = d % 50 == 49 ? 0 : shortest + random.nextInt(lengths);
      for (int i = 0; i < length; i++) {
        int topic = random.nextDouble() < mainShare ? main : second;
        counts[term(topic, random)]++;
      }
      documents.add(document("doc-" + d, counts));
    }
    return documents;
  }

  /** The names of the one or two topics of the d-th document. */
  public static List<String> labels(int d) {
    RandomStream random = Streams.of(7, Purpose.TEST, 0, d);
    return List.of("topic " + random.nextInt(TOPICS), "topic " + random.nextInt(TOPICS));
  }

  private static int term(int topic, RandomStream random) {
    if (random.nextDouble() < 0.1) {
      return random.nextInt(TERMS);
    }
    double u = random.nextDouble();
    return topic * WIDTH + (int) (u * u * WIDTH);
  }

  private static Document document(String id, int[] counts) {
    int[] terms = new int[counts.length];
    int[] values = new int[counts.length];
    int n = 0;
    for (int w = 0; w < counts.length; w++) {
      if (counts[w] > 0) {
        terms[n] = w;
        values[n++] = counts[w];
      }
    }
    return new Document(id, Arrays.copyOf(terms, n), Arrays.copyOf(values, n));
  }

  /** The probability of a term under a topic. */
  public static double phi(int topic, int term) {
    double background = 0.1 / TERMS;
    if (term / WIDTH != topic) {
      return background;
    }
    double i = term % WIDTH;
    return background + 0.9 * (Math.sqrt((i + 1) / WIDTH) - Math.sqrt(i / WIDTH));
  }

  /** What training knows of these documents. */
  public static CorpusFacts facts(List<Document> documents) {
    long[] frequencies = new long[TERMS];
    long tokens = 0;
    for (Document document : documents) {
      for (int i = 0; i < document.terms().length; i++) {
        frequencies[document.terms()[i]] += document.counts()[i];
        tokens += document.counts()[i];
      }
    }
    return new CorpusFacts(documents.size(), tokens, frequencies);
  }
}
