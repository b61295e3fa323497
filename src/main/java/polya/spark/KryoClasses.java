package polya.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.serializer.KryoRegistrator;

/**
 * What Polya sends between the JVMs of a cluster by Kryo, for {@code spark.kryo.registrator}: with
 * {@code spark.kryo.registrationRequired} nothing else is read, whatever somebody writes to a
 * socket or a shuffle file, and what is sent begins with a number where the name of a class stood.
 *
 * <p>The names are in {@value #NAMES}, a class a line, in every jar that has such a file: a model
 * of one's own brings its own, in a jar that the driver and all executors have beside Polya's. A
 * class's number is made of its name alone: every JVM gives it the same, whatever other lists it
 * finds and in what order. A session without this registrator works as well.
 */
public final class KryoClasses implements KryoRegistrator {
  static final String NAMES = "META-INF/polya/kryo";

  /** Beyond all that Spark and Kryo number one after the other. */
  private static final int LEAST = 1 << 14;

  /** Numbers below this take three bytes. */
  private static final int MOST = (1 << 21) - 2;

  private static final int SPREAD = 0x9E3779B9;

  private static final String SPARKS = "org.apache.spark.";

  /** Found once: all jars are searched, and Spark makes a Kryo for many a task. */
  private static final class Found {
    static final List<Class<?>> CLASSES = classes(KryoClasses.class.getClassLoader());
  }

  @Override
  public void registerClasses(Kryo kryo) {
    Found.CLASSES.forEach(type -> register(kryo, type));
  }

  private static List<Class<?>> classes(ClassLoader loader) {
    List<Class<?>> classes = new ArrayList<>();
    for (String name : names(loader)) {
      try {
        classes.add(Class.forName(name, false, loader));
      } catch (ClassNotFoundException | LinkageError e) {
        if (name.contains(SPARKS)) {
          continue; // Another version's; every JVM of an application has the same.
        }
        throw new IllegalStateException(NAMES + " names a class that cannot be loaded: " + name, e);
      }
    }
    return classes;
  }

  /** Spark has numbers of its own for some. */
  private static void register(Kryo kryo, Class<?> type) {
    if (kryo.getClassResolver().getRegistration(type) != null) {
      return;
    }
    int number = number(type.getName());
    Registration other = kryo.getRegistration(number);
    if (other != null) {
      throw new IllegalStateException(
          NAMES + ": " + type.getName() + " and " + other.getType().getName() + " have one number");
    }
    kryo.register(type, number);
  }

  static int number(String name) {
    return LEAST + Integer.remainderUnsigned(name.hashCode() * SPREAD, MOST - LEAST);
  }

  static SortedSet<String> names(ClassLoader loader) {
    SortedSet<String> names = new TreeSet<>();
    try {
      List<URL> files = Collections.list(loader.getResources(NAMES));
      for (URL file : files) {
        try (BufferedReader lines =
            new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
          lines
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .forEach(names::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }
}
