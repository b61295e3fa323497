package polya.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import polya.corpus.Document;
import polya.corpus.UciLine;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.completion.DocumentCompletion;
import polya.infer.CorpusFacts;
import polya.infer.Keywords;
import polya.infer.ModelFamily;
import polya.infer.PlainRun;
import polya.infer.Posterior;
import polya.math.Purpose;
import polya.math.Streams;
import polya.mixing.FoldIn;
import polya.mixing.FoldInSweeps;
import polya.models.lda.LdaFamily;
import polya.params.Settings;

/**
 * Keywords against labels that training does not see: five keywords for each label of a corpus, the
 * terms of most mutual information with it in the training part, name topics; a document of the
 * test part is right where its largest topic is its label's. Beside it the perplexity of completing
 * the test part, with and without keywords, and seconds of training, on one thread and without
 * Spark.
 *
 * <p>Arguments: the folder of a corpus with labels and splits, its name, a file that the keywords
 * are written to, for peers; then configurations, {@code method[,name=value]…}.
 */
final class KeywordAccuracy {
  private static final int KEYWORDS = 5;
  private static final int HEADER_LINES = 3;

  private final List<String> vocabulary;
  private final List<Document> train = new ArrayList<>();
  private final List<Document> test = new ArrayList<>();
  private final List<Integer> trainLabels = new ArrayList<>();
  private final List<Integer> testLabels = new ArrayList<>();
  private final List<String> labels;

  private KeywordAccuracy(Path folder, String name) throws IOException {
    vocabulary = Files.readAllLines(folder.resolve("vocab." + name + ".txt"));
    List<String> ofLabels = Files.readAllLines(folder.resolve("labels." + name + ".txt"));
    List<String> splits = Files.readAllLines(folder.resolve("splits." + name + ".txt"));
    labels = List.copyOf(new TreeSet<>(ofLabels));
    TreeMap<Long, TreeMap<Integer, Integer>> rows = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(folder.resolve("docword." + name + ".txt.gz"))),
                StandardCharsets.US_ASCII))) {
      lines
          .lines()
          .skip(HEADER_LINES)
          .map(line -> UciLine.parse(line, vocabulary.size()))
          .forEach(
              line ->
                  rows.computeIfAbsent(line.document(), d -> new TreeMap<>())
                      .put(line.term(), line.count()));
    }
    rows.forEach(
        (d, counts) -> {
          int i = (int) (d - 1);
          Document document =
              new Document(
                  name + i,
                  counts.keySet().stream().mapToInt(w -> w).toArray(),
                  counts.values().stream().mapToInt(c -> c).toArray());
          boolean held = splits.get(i).equals("test");
          (held ? test : train).add(document);
          (held ? testLabels : trainLabels).add(labels.indexOf(ofLabels.get(i)));
        });
  }

  public static void main(String[] arguments) throws IOException {
    KeywordAccuracy run = new KeywordAccuracy(Path.of(arguments[0]), arguments[1]);
    List<int[]> words = run.keywords();
    Files.writeString(Path.of(arguments[2]), run.json(words));
    Keywords keywords =
        Keywords.of(
            run.labels, words.stream().map(own -> Arrays.stream(own).sorted().toArray()).toList());
    System.out.println("configuration\tseeds\taccuracy\tcompletion\tseconds");
    for (String configuration : Arrays.asList(arguments).subList(3, arguments.length)) {
      run.measure(configuration, Keywords.none(), "none");
      run.measure(configuration + ",seedModel=mixture", keywords, "mixture");
      run.measure(configuration + ",seedModel=prior", keywords, "prior");
    }
  }

  /** Of every label the terms whose presence tells most of it, and speaks for it. */
  private List<int[]> keywords() {
    double[][] with = new double[labels.size()][vocabulary.size()];
    double[] documents = new double[labels.size()];
    double[] all = new double[vocabulary.size()];
    for (int d = 0; d < train.size(); d++) {
      documents[trainLabels.get(d)]++;
      for (int w : train.get(d).terms()) {
        with[trainLabels.get(d)][w]++;
        all[w]++;
      }
    }
    double n = train.size();
    List<int[]> keywords = new ArrayList<>();
    for (int g = 0; g < labels.size(); g++) {
      double[] information = new double[vocabulary.size()];
      for (int w = 0; w < information.length; w++) {
        double both = with[g][w];
        information[w] = part(both, documents[g], all[w], n);
        information[w] += part(documents[g] - both, documents[g], n - all[w], n);
        information[w] += part(all[w] - both, n - documents[g], all[w], n);
        information[w] += part(n - all[w] - documents[g] + both, n - documents[g], n - all[w], n);
        information[w] = both * n > documents[g] * all[w] ? information[w] : 0;
      }
      keywords.add(
          IntStream.range(0, information.length)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer w) -> -information[w]))
              .limit(KEYWORDS)
              .mapToInt(w -> w)
              .toArray());
    }
    return keywords;
  }

  private static double part(double both, double one, double other, double n) {
    return both == 0 ? 0 : both / n * Math.log(both * n / (one * other));
  }

  private String json(List<int[]> keywords) {
    return IntStream.range(0, labels.size())
        .mapToObj(
            g ->
                Arrays.stream(keywords.get(g))
                    .mapToObj(w -> '"' + vocabulary.get(w) + '"')
                    .collect(Collectors.joining(", ", '"' + labels.get(g) + "\": [", "]")))
        .collect(Collectors.joining(",\n  ", "{\n  ", "\n}\n"));
  }

  private CorpusFacts facts(Keywords keywords) {
    long[] frequencies = new long[vocabulary.size()];
    long tokens = 0;
    for (Document d : train) {
      for (int i = 0; i < d.terms().length; i++) {
        frequencies[d.terms()[i]] += d.counts()[i];
      }
      tokens += d.tokens();
    }
    return new CorpusFacts(train.size(), tokens, frequencies).with(keywords);
  }

  private void measure(String configuration, Keywords keywords, String seeds) {
    String[] parts = configuration.split(",");
    Map<String, String> given = new HashMap<>(Map.of("k", Integer.toString(labels.size())));
    for (String part : Arrays.asList(parts).subList(1, parts.length)) {
      given.put(part.split("=")[0], part.split("=")[1]);
    }
    LdaFamily family = new LdaFamily();
    ModelFamily.Training training =
        family.training(
            parts[0], Settings.of(family.parameters(parts[0]), given), facts(keywords));
    long begin = System.nanoTime();
    List<Document> first =
        train.stream()
            .sorted(
                Comparator.comparingLong(
                    d ->
                        Streams.of(training.seed(), Purpose.SEEDING, 0, d.key()).nextLong() >>> 1))
            .limit(training.inference().seedDocuments())
            .toList();
    PlainRun run =
        new PlainRun(
                training,
                PlainRun.tiles(train, training.schedule().tiles()),
                training.inference().start(first))
            .run();
    double seconds = (System.nanoTime() - begin) / 1e9;
    Posterior posterior = family.posterior(training.inference().parameters(run.state()));
    System.out.printf(
        Locale.ROOT,
        "%s\t%s\t%.4f\t%.1f\t%.1f%n",
        configuration,
        seeds,
        accuracy(posterior),
        completion(posterior),
        seconds);
  }

  private double accuracy(Posterior posterior) {
    FoldIn fold = posterior.documents().foldIn(posterior.topics(), FoldInSweeps.converged());
    int right = 0;
    for (int d = 0; d < test.size(); d++) {
      fold.gather(test.get(d).id(), test.get(d).terms());
      fold.fit(0, test.get(d).counts(), test.get(d).terms().length);
      int best = 0;
      for (int k = 1; k < labels.size(); k++) {
        best = fold.theta(k) > fold.theta(best) ? k : best;
      }
      right += best == testLabels.get(d) ? 1 : 0;
    }
    return right / (double) test.size();
  }

  private double completion(Posterior posterior) {
    Estimator.Scorer scorer =
        new DocumentCompletion(1).open(posterior.topics(), posterior.documents().alpha());
    double sum = 0;
    long tokens = 0;
    for (Document document : test) {
      Estimate estimate = scorer.estimate(HeldOut.of(document, 0));
      sum += estimate.logProbability();
      tokens += estimate.tokens();
    }
    return Math.exp(-sum / tokens);
  }
}
