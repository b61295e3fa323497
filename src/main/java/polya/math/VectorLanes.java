package polya.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Vectors of 8 floats, the canonical lanes. Static constants: C2 compiles vectors only of a species
 * that it knows.
 */
final class VectorLanes {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_256;

  static final VectorSpecies<Integer> INTS = IntVector.SPECIES_256;

  static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_128;

  /** How many. */
  static final int L = Rows.LANES;

  private VectorLanes() {}

  static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  static FloatVector load(float[] a, int offset) {
    return FloatVector.fromArray(SPECIES, a, offset);
  }

  /**
   * The lanes added by halves, through memory: reduceLanes(ADD) of JDK 17 adds floats one by one,
   * in an order that it does not promise.
   */
  static float tree(float[] s, int o) {
    float even = (s[o] + s[o + 4]) + (s[o + 2] + s[o + 6]);
    float odd = (s[o + 1] + s[o + 5]) + (s[o + 3] + s[o + 7]);
    return even + odd;
  }
}
