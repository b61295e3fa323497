package polya.text;

import java.util.Locale;

/** How far the endings of words are taken off. */
public enum Stem {
  /** Words stay whole. */
  NONE,
  /** Plurals and the commonest endings: what is left is mostly a word. */
  LIGHT,
  /** Snowball's stemmer of the language: what is left is often no word. */
  FULL;

  /** As it is written in options and files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
