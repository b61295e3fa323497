package polya.describe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import polya.Failure;

/**
 * What topics become where some are merged: every old topic has one new topic. New topics are in
 * the order of their lowest old one. Immutable.
 */
public final class TopicMap {
  private final int[] newK;
  private final int size;

  private TopicMap(int[] newK, int size) {
    this.newK = newK;
    this.size = size;
  }

  /**
   * Merges the topics of a group.
   *
   * @param groupK a number for every topic; those of the same number are of one group
   */
  static TopicMap of(int[] groupK) {
    Map<Integer, Integer> numbers = new HashMap<>();
    int[] newK = new int[groupK.length];
    for (int k = 0; k < newK.length; k++) {
      newK[k] = numbers.computeIfAbsent(groupK[k], group -> numbers.size());
    }
    return new TopicMap(newK, numbers.size());
  }

  /**
   * Reads groups as they are typed, {@code 3+17,5+9}: topics that no group names stay by
   * themselves.
   *
   * @param topics K
   * @throws Failure (usage) if that is no such text, if a topic is not there, or stands twice
   */
  public static TopicMap parse(String text, int topics) {
    int[] groupK = new int[topics];
    Arrays.setAll(groupK, k -> k);
    boolean[] named = new boolean[topics];
    for (String group : text.split(",", -1)) {
      String[] members = group.split("\\+", -1);
      if (members.length < 2) {
        throw refused(group.strip() + " is no group of two topics or more");
      }
      int first = topic(members[0], topics);
      for (String member : members) {
        int k = topic(member, topics);
        if (named[k]) {
          throw refused("topic " + k + " stands there twice");
        }
        named[k] = true;
        groupK[k] = first;
      }
    }
    return of(groupK);
  }

  private static int topic(String text, int topics) {
    String number = text.strip();
    if (!number.matches("\\d{1,9}")) {
      throw refused(
          (number.isEmpty() ? "nothing" : number) + " stands where a topic's number should");
    }
    if (Integer.parseInt(number) >= topics) {
      throw refused("there is no topic " + number + " among 0 … " + (topics - 1));
    }
    return Integer.parseInt(number);
  }

  private static Failure refused(String found) {
    return Failure.usage(
        "Cannot merge topics: "
            + found
            + "; allowed are groups of the model's topics as in 3+17,5+9, every topic once. Correct"
            + " --topics.");
  }

  /** How many topics there were: K. */
  public int topics() {
    return newK.length;
  }

  /** How many there are then. */
  public int size() {
    return size;
  }

  /** What a topic becomes. */
  public int of(int topic) {
    return newK[topic];
  }

  /** The old topics of every new one, ascending. */
  public List<List<Integer>> members() {
    List<List<Integer>> members = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      members.add(new ArrayList<>());
    }
    for (int k = 0; k < newK.length; k++) {
      members.get(newK[k]).add(k);
    }
    return members;
  }

  /** Numbers of the old topics added up by new ones: a mixture, weights, or concentrations. */
  public double[] add(double[] numbersK) {
    double[] sums = new double[size];
    for (int k = 0; k < newK.length; k++) {
      sums[newK[k]] += numbersK[k];
    }
    return sums;
  }

  /** The groups as they would be typed; empty where every topic is by itself. */
  @Override
  public String toString() {
    List<String> groups = new ArrayList<>();
    for (List<Integer> group : members()) {
      if (group.size() > 1) {
        groups.add(String.join("+", group.stream().map(String::valueOf).toList()));
      }
    }
    return String.join(",", groups);
  }
}
