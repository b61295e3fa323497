package polya.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The codec of tables of (user, item, count). */
class TripleLineTest {
  @Test
  void namesAreTakenAsTheyStand() {
    assertThat(TripleLine.parse("ann, Blue Train ,3", ','))
        .isEqualTo(new TripleLine("ann", " Blue Train ", 3, null));
    assertThat(TripleLine.parse("ann\t\"Weird Al\"\t 3 ", '\t'))
        .isEqualTo(new TripleLine("ann", "\"Weird Al\"", 3, null));
    assertThat(TripleLine.parse("ann|a,b|1", '|')).isEqualTo(new TripleLine("ann", "a,b", 1, null));
  }

  @Test
  void quotedFieldsMayHoldDelimitersAndQuotes() {
    assertThat(TripleLine.parse("\"a,b\",\"the \"\"x\"\", and y\",\"12\"", ','))
        .isEqualTo(new TripleLine("a,b", "the \"x\", and y", 12, null));
    assertThat(TripleLine.parse("u,\"\"\"\",1", ',')).isEqualTo(new TripleLine("u", "\"", 1, null));
    assertThat(TripleLine.parse("u,5\" disk,1", ',').item()).isEqualTo("5\" disk");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "u,i,0|u|count 0 is not in 1..2147483647",
        "u,i,-3|u|count -3 is not in 1..2147483647",
        "u,i,0.5|u|count 0.5 is not a whole number",
        "u,i,0.0|u|count 0 is not in 1..2147483647",
        "u,i,1.5|u|count 1.5 is not a whole number",
        "u,i,NaN|u|count NaN is not a whole number",
        "u,i,2147483648|u|count 2147483648 is not in 1..2147483647",
        "u,i,many|u|count (hidden) is not a whole number",
        "u,i,|u|count (hidden) is not a whole number",
        "u,i|u|it has 2 fields, not user, item and count",
        "u|u|it has 1 field, not user, item and count",
        "u,i,1,2|u|it has 4 fields, not user, item and count",
        "u,,1|u|its item is empty",
        ",i,1||its user is empty",
        "\"\",i,1||its user is empty",
        "\"u,i,1||a quote is not closed in it",
        "\"u\"x,i,1||something follows a closing quote in it"
      })
  void aBadLineKeepsItsUserWhereItNamesOne(String line, String user, String reason) {
    TripleLine triple = TripleLine.parse(line, ',');
    assertThat(triple.user()).isEqualTo(user);
    assertThat(triple.reason()).isEqualTo(reason);
  }
}
