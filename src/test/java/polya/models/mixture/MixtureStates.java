package polya.models.mixture;

import java.util.List;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.PureLoop;
import polya.infer.gibbs.Assignments;

/** Documents' topics as a run remembers them. */
final class MixtureStates {
  private MixtureStates() {}

  /** Bit d is the topic of document d, of two topics. */
  static int code(PureLoop run, List<Document> documents) {
    List<Tile> tiles = run.tiles;
    int code = 0;
    for (int t = 0; t < tiles.size(); t++) {
      Assignments z = (Assignments) run.remembered[t];
      int token = 0;
      for (int d = 0; d < tiles.get(t).documents(); d++) {
        int at = at(documents, tiles.get(t).key(d));
        code |= z.topic(token) << at;
        token += (int) tiles.get(t).tokens(d);
      }
    }
    return code;
  }

  private static int at(List<Document> documents, long key) {
    int at = 0;
    while (documents.get(at).key() != key) {
      at++;
    }
    return at;
  }
}
