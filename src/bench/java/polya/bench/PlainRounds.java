package polya.bench;

import polya.infer.PlainRun;
import polya.infer.BlockPass;
import polya.infer.LocalSent;
import polya.infer.Sent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.Batch;
import polya.infer.CorpusFacts;
import polya.infer.Inference;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.params.Settings;
import polya.infer.TilePass;
import polya.models.lda.LdaFamily;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.TermBlock;
import polya.topics.TermRows;
import polya.topics.TermStatistics;
import polya.topics.TermStatisticsBuilder;

/** LDA by SVI, without lanes, on one thread and without Spark; its rounds also step by step. */
final class PlainRounds {
  private final ModelFamily.Training training;
  private final List<Tile> tiles;

  /**
   * A run to be; nothing is visited yet.
   *
   * @param terms V
   * @param parameters as they would be typed
   */
  PlainRounds(List<Document> documents, int terms, Map<String, String> parameters) {
    long[] frequencies = new long[terms];
    long tokens = 0;
    for (Document d : documents) {
      for (int i = 0; i < d.terms().length; i++) {
        frequencies[d.terms()[i]] += d.counts()[i];
      }
      tokens += d.tokens();
    }
    LdaFamily family = new LdaFamily();
    Map<String, String> given = new HashMap<>(parameters);
    given.put("laneSteps", "1");
    training =
        family.training(
            "svi",
            Settings.of(family.parameters("svi"), given),
            new CorpusFacts(documents.size(), tokens, frequencies));
    tiles = PlainRun.tiles(documents, training.schedule().tiles());
  }

  Inference inference() {
    return training.inference();
  }

  List<Tile> tiles() {
    return tiles;
  }

  Round round(int number) {
    return training.schedule().round(number);
  }

  /** The model after all rounds of the schedule. */
  ModelState train(List<Document> documents) {
    List<Document> seeds =
        documents.subList(0, Math.min(documents.size(), inference().seedDocuments()));
    return new PlainRun(training, tiles, inference().start(seeds)).run().state();
  }

  /** The local step on the tiles [from, to). */
  TermStatistics visit(Phi phi, Globals globals, Round round, int from, int to) {
    TilePass pass = inference().open(phi, globals, round);
    TermStatisticsBuilder out = inference().statistics(round).open();
    for (Tile tile : tiles.subList(from, to)) {
      pass.visit(tile, null, out);
    }
    pass.finish(out);
    return out.build();
  }

  /** The global step and the fold, as the loop takes them. */
  ModelState step(ModelState state, TermStatistics sent, Round round) {
    return folded(state, sent, round).next();
  }

  /** How many rows the statistics have. */
  static int rows(TermStatistics sent, int terms) {
    int n = 0;
    for (int b = 0; b < TermBlock.blocks(terms); b++) {
      TermRows rows = TermStatistics.rows(List.of(sent), b);
      while (rows.next()) {
        n++;
      }
    }
    return n;
  }

  /** What a round tells of itself. */
  SortedMap<String, Double> observe(ModelState before, TermStatistics sent, Round round) {
    return folded(before, sent, round).observed();
  }

  private BlockPass.Folded folded(ModelState state, TermStatistics sent, Round round) {
    Sent all = LocalSent.of(List.of(sent));
    BlockPass step = inference().global(state, new Batch(all, null), round);
    Sent.Stepped stepped = all.step(state.topics(), null, step);
    return step.fold(stepped.blocks(), stepped.totals());
  }
}
