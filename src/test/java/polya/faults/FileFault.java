package polya.faults;

import java.util.regex.Pattern;

/**
 * What goes wrong with a file system, and when.
 *
 * @param mode what
 * @param sound how many operations that it could befall are still sound
 * @param befalls the operations that it befalls, {@code rename .*model[.]json}: a word and the path
 *     (of a rename where it leads), of which a part has to match
 */
public record FileFault(Mode mode, long sound, Pattern befalls) {
  /** What a file system does wrong. */
  public enum Mode {
    /** Nothing works from then on, as for a process that was killed. */
    DEAD,
    /** One operation fails. */
    ONCE,
    /** A rename or delete says no and nothing else; what is written loses its tail, unsaid. */
    LYING,
    /** Every operation takes its time. */
    SLOW,
    /** Nothing more can be written; what is there can be read and deleted. */
    FULL,
    /** The process ends, as by kill -9. */
    HALT,
    /** One operation takes seconds: time for a test to do something. */
    WAIT
  }

  /** A fault of whatever operation comes after so many. */
  public static FileFault after(long sound, Mode mode) {
    return new FileFault(mode, sound, Pattern.compile(""));
  }

  /** A fault of the first operation that matches, or of it and all later ones. */
  public static FileFault at(String befalls, Mode mode) {
    return new FileFault(mode, 0, Pattern.compile(befalls));
  }

  /** The text form of a setting. */
  static FileFault parse(String text) {
    String[] parts = text.split(" ", 3);
    return new FileFault(
        Mode.valueOf(parts[0]), Long.parseLong(parts[1]), Pattern.compile(parts[2]));
  }

  @Override
  public String toString() {
    return mode + " " + sound + " " + befalls;
  }
}
