package polya.text;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;
import polya.Failure;

/**
 * Words by an analyzer of Lucene's that is not part of Polya, where its jar is on the class path
 * with the Lucene that it needs ({@code --packages}). It is reached by name alone: Polya's own
 * Lucene has other names in its jar, so that no Lucene of a platform meets it.
 */
final class ForeignSegmenter implements Segmenter {
  private final Object analyzer;
  private final Class<?> attribute;
  private final MethodHandle open;
  private final MethodHandle term;
  private final MethodHandle reset;
  private final MethodHandle next;
  private final MethodHandle end;
  private final MethodHandle close;

  private ForeignSegmenter(String name, ClassLoader loader) throws ReflectiveOperationException {
    analyzer = loader.loadClass(name).getConstructor().newInstance();
    Class<?> stream = loader.loadClass(lucene("TokenStream"));
    attribute = loader.loadClass(lucene("tokenattributes.CharTermAttribute"));
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    open =
        lookup.findVirtual(
            analyzer.getClass(),
            "tokenStream",
            MethodType.methodType(stream, String.class, String.class));
    MethodType nothing = MethodType.methodType(void.class);
    term = lookup.unreflect(stream.getMethod("getAttribute", Class.class));
    reset = lookup.findVirtual(stream, "reset", nothing);
    next = lookup.findVirtual(stream, "incrementToken", MethodType.methodType(boolean.class));
    end = lookup.findVirtual(stream, "end", nothing);
    close = lookup.findVirtual(stream, "close", nothing);
  }

  /** Not one constant: names of Lucene's that are would be renamed with Polya's own Lucene. */
  private static String lucene(String name) {
    return String.join(".", "org", "apache", "lucene", "analysis", name);
  }

  /**
   * The segmenter of a language.
   *
   * @throws Failure (usage) if its jar is not there, naming it
   */
  static Segmenter of(Language language) {
    String jar =
        switch (language) {
          case ZH -> "lucene-analysis-smartcn";
          case JA -> "lucene-analysis-kuromoji";
          default -> "lucene-analysis-nori";
        };
    String name =
        switch (language) {
          case ZH -> "cn.smart.SmartChineseAnalyzer";
          case JA -> "ja.JapaneseAnalyzer";
          default -> "ko.KoreanAnalyzer";
        };
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    try {
      return new ForeignSegmenter(
          lucene(name), context == null ? ForeignSegmenter.class.getClassLoader() : context);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw Failure.usage(
          "Cannot use the language "
              + language.code()
              + ": "
              + jar
              + ", version 9.12, is not on the class path; it is no part of Polya. Give"
              + " --packages org.apache.lucene:"
              + jar
              + ":9.12.3 before the command, or use cjk, which needs no jar.");
    }
  }

  @Override
  public void cut(String text, Consumer<String> words) {
    try {
      Object stream = open.invoke(analyzer, "text", Tokenizer.normalize(text));
      Object word = term.invoke(stream, attribute);
      reset.invoke(stream);
      while ((boolean) next.invoke(stream)) {
        words.accept(word.toString());
      }
      end.invoke(stream);
      close.invoke(stream);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("Lucene's analyzer failed", e);
    }
  }
}
