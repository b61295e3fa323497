package polya.corpus;

/** A tile some of whose documents are in groups of their own: four bytes a document more. */
final class GroupedTile extends Tile {
  private static final long serialVersionUID = 1L;

  private final int[] groups;

  GroupedTile(Tile tile, int[] groups) {
    super(tile);
    this.groups = groups;
  }

  @Override
  public int group(int d) {
    return groups[d];
  }
}
