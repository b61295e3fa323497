package polya.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import polya.corpus.Vocabulary;

/**
 * What topics are called: by a person, else by the model, whose topics have names where documents
 * have labels, else by their terms: the first phrase among the {@value #TERMS} terms of highest
 * relevance of which they have more than the corpus, where there is one, else the {@value #SHOWN}
 * first of the other terms. Two topics may be called the same; their numbers tell them apart.
 */
public final class TopicLabels {
  private static final int TERMS = 10;
  private static final int SHOWN = 3;

  private final List<String> labels;
  private final boolean given;

  private TopicLabels(List<String> labels, boolean given) {
    this.labels = labels;
    this.given = given;
  }

  /**
   * The labels of a model's topics.
   *
   * @param names what the model calls them, K names
   * @param given what a person calls some of them, by topic
   */
  public static TopicLabels of(
      TopicTerms terms,
      Vocabulary vocabulary,
      Optional<List<String>> names,
      Map<Integer, String> given) {
    List<String> labels = new ArrayList<>();
    Map<Integer, String> known = new TreeMap<>();
    names.ifPresent(all -> all.forEach(name -> known.put(known.size(), name)));
    known.putAll(given);
    int[][] top = known.size() == terms.topics() ? null : terms.top(TermOrder.RELEVANCE, TERMS);
    if (top != null) {
      terms.fetch(top);
    }
    for (int k = 0; k < terms.topics(); k++) {
      labels.add(known.containsKey(k) ? known.get(k) : byTerms(k, top[k], terms, vocabulary));
    }
    return new TopicLabels(labels, names.isPresent() || !given.isEmpty());
  }

  private static String byTerms(int k, int[] top, TopicTerms terms, Vocabulary vocabulary) {
    List<String> first = new ArrayList<>();
    for (int w : top) {
      String term = vocabulary.term(w);
      if (!isPhrase(term)) {
        if (first.size() < SHOWN) {
          first.add(term);
        }
      } else if (terms.weight(k, w) > terms.marginal(w)) {
        return term.replace('_', ' ');
      }
    }
    return String.join(", ", first);
  }

  /** Whether a term is made of several words: a blank or an underscore stands between letters. */
  static boolean isPhrase(String term) {
    for (int i = 1; i + 1 < term.length(); i++) {
      char c = term.charAt(i);
      if ((c == '_' || c == ' ')
          && Character.isLetterOrDigit(term.charAt(i - 1))
          && Character.isLetterOrDigit(term.charAt(i + 1))) {
        return true;
      }
    }
    return false;
  }

  /** A topic's label. */
  public String of(int topic) {
    return labels.get(topic);
  }

  /** All labels, by topic. */
  public List<String> all() {
    return List.copyOf(labels);
  }

  /** Whether a person or the model named topics, so that labels say more than terms do. */
  public boolean given() {
    return given;
  }
}
