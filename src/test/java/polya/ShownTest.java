package polya;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polya.spark.Json;
import polya.spark.Places;

class ShownTest {
  private static final Pattern NOTHING_MORE = Pattern.compile("internal");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "s3a://AK:SK@b/corpus | s3a://b/corpus",
        "s3a://AK:ab/cd+e=@b/corpus | s3a://b/corpus",
        "s3a://AK:S@K@b/user@home/x | s3a://b/user@home/x",
        "index 8: s3a://[AK:SK@b]/ | index 8: s3a://[b]/",
        "s3a://A:B@b/x,hdfs://u:v@h:8020/y | s3a://b/x,hdfs://h:8020/y",
        "abfss://c@acc.dfs.core.windows.net/x?sv=2024&sig=SK%2B | abfss://c@acc.dfs.core.windows.net/x",
        "read s3a://b/x?X-Amz-Signature=SK: it is gone | read s3a://b/x: it is gone",
        "s3a://b/x?key=SK,s3a://c/y | s3a://b/x,s3a://c/y",
        "https://h/x?b=1&sig=SK, https://h/y. | https://h/x, https://h/y.",
        "hdfs://h/x:y,z?a=1;token=SK | hdfs://h/x:y,z",
        "https://h/x#access_token=SK | https://h/x",
        "jdbc:postgresql://h:5432/d?user=u&password=SK | jdbc:postgresql://h:5432/d",
        "jdbc:mysql://u:SK@h/d | jdbc:mysql://h/d",
        "jdbc:sqlserver://h;user=u;password=SK;encrypt=true | jdbc:sqlserver://h;user=u;password=…;encrypt=true",
        "jdbc:oracle:thin:scott/SK@//h:1521/x | jdbc:oracle:thin:@//h:1521/x",
        "--conf spark.hadoop.fs.s3a.secret.key=SK train | --conf spark.hadoop.fs.s3a.secret.key=… train",
        "fs.azure.account.key.acc.dfs.core.windows.net=SK== | fs.azure.account.key.acc.dfs.core.windows.net=…",
        "{dbPassword=SK, mode=x} | {dbPassword=… mode=x}",
        "OPTIONS (url 'jdbc:x://h/d', password 'S K') | OPTIONS (url 'jdbc:x://h/d', password …)",
        "{\"clientSecret\": \"S K\"} | {\"clientSecret\": …}",
        "sig=SK&x=1 | sig=…&x=1",
        "OPTIONS (password \"S K\") | OPTIONS (password …)",
        "OPTIONS (password 'it''s K', x 'y') | OPTIONS (password …, x 'y')",
        "'secret': 'S\\'K' | 'secret': …",
        "password: hunter2 is wrong | password: … is wrong",
        "fs.s3a.secret.key  =  SK | fs.s3a.secret.key  =  …",
        "Authorization: Bearer SK.x | Authorization: Bearer …",
        "{\"Authorization\":\"Basic SK\"} | {\"Authorization\":\"Basic …\"}",
        "WHERE api_key = 'a' AND x = 'b' | WHERE api_key = … AND x = 'b'",
        "--conf=spark.password=SK | --conf=spark.password=…",
      })
  void secretsDoNotPass(String text, String shown) {
    assertThat(Shown.text(text)).isEqualTo(shown);
    assertThat(Shown.text(shown)).as("shown again").isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/data/a:b@c/corpus?x=1",
        "file:///data/2024-0?/month=1",
        "hdfs://nn:8020/user/me@work/part-?.json",
        "hdfs://[::1]:8020/user/me@work",
        "s3a://b/year=202?/month=1/*",
        "abfss://container@account.dfs.core.windows.net/x",
        "hdfs://me@host/x",
        "Cannot use k=0: allowed is k=2 and above; 12 tokens=3, --max-document-tokens=10.",
        "it is 'x', the signature of tokens: 7 'a'",
        "SELECT id FROM t WHERE text = 'a' AND passes = 3",
        "/data/token=5/corpus",
        "s3a://b/data/secret.key=5/corpus",
        "hdfs://nn/data/a?b=1/x",
        "the password's owner isn't here",
        "Cannot read passwords.txt: it is gone. SecretException: no",
        "s3a://secret:9000x/y and /data/secret:x",
      })
  void whatIsNoSecretStays(String text) {
    assertThat(Shown.text(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s3a://AK:SK@b/x?sig=1/token=5 | s3a://b/x?sig=1/token=5 | s3a://b/x",
        "hdfs://u:SK@nn/a?b=1/x | hdfs://nn/a?b=1/x | hdfs://nn/a?b=1/x",
        "/data/my token=5/x | /data/my token=5/x | /data/my token=5/x",
        "s3a://b/x,/y?sig=1 | s3a://b/x,/y?sig=1 | s3a://b/x,/y?sig=1",
      })
  void placesStayTheirOwn(String path, String place, String address) {
    assertThat(Shown.place(path)).isEqualTo(place);
    assertThat(Shown.address(path)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "\"secret\"", "secret '", "pass", "a://u:p,/", "a://x?b=1&", "password=\\"})
  void longTextsAreShownInLinearTime(String piece) {
    String text = "@:" + piece.repeat(1_000_000 / piece.length());
    Duration most = Duration.ofSeconds(30);
    assertTimeout(most, () -> Shown.text(text));
    assertTimeout(most, () -> Shown.text("secret: \"s3a://u?sig=" + text));
    assertTimeout(most, () -> Shown.value("url", text, NOTHING_MORE));
  }

  @Test
  void valuesOfOptionsAreHiddenByTheirNames() {
    assertThat(Shown.value("password", "x", NOTHING_MORE)).isEqualTo("…");
    assertThat(Shown.value("sasToken", "x", NOTHING_MORE)).isEqualTo("…");
    assertThat(Shown.value("internalName", "x", NOTHING_MORE)).isEqualTo("…");
    assertThat(Shown.value("url", "jdbc:x://h/d?password=SK", NOTHING_MORE)).isEqualTo("…");
    assertThat(Shown.value("url", "jdbc:x://h/d", NOTHING_MORE)).isEqualTo("jdbc:x://h/d");
    assertThat(Shown.value("versionAsOf", "12", NOTHING_MORE)).isEqualTo("12");
  }

  @Test
  void whatIsFoundAgainKeepsItsPath() {
    String path = "hdfs://u:SK@127.0.0.1:8020/a?b=1/my token=5";
    String place = path.replace("u:SK@", "");
    assertThat(Places.of(new Configuration(), path)).isEqualTo(place);
    Map<String, String> told = Map.of("corpus", path, "note", "my token=5");
    assertThat(Json.shown(Json.tree(told)))
        .isEqualTo(Json.tree(Map.of("corpus", place, "note", "my token=…")));
  }

  @Test
  void sentencesOfFailuresPass() {
    assertThat(Failure.input("Cannot read s3a://AK:SK@b/x: it is not there."))
        .hasMessage("Cannot read s3a://b/x: it is not there.");
  }
}
