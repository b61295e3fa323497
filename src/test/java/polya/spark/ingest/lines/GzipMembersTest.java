package polya.spark.ingest.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What gzip reads of a file is read; a member that is cut or damaged is an error. */
class GzipMembersTest {
  private static final String TEXT = "harbor sail tide\n".repeat(9_000);

  private static byte[] member(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }

  /** As a slow file system gives it: some bytes at a time. */
  private static String read(byte[] file, int atATime) throws IOException {
    InputStream slow =
        new ByteArrayInputStream(file) {
          @Override
          public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(length, atATime));
          }
        };
    try (InputStream in = new GzipMembers(slow, "in.gz")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertRead(String text, byte[]... parts) throws IOException {
    byte[] file = concat(parts);
    for (int atATime : new int[] {1, 7, file.length}) {
      assertThat(read(file, atATime)).isEqualTo(text);
    }
  }

  @Test
  void membersOneAfterTheOther() throws IOException {
    assertRead(TEXT, member(TEXT));
    assertRead(TEXT + "a\n" + TEXT, member(TEXT), member("a\n"), member(""), member(TEXT));
    assertRead("", member(""));
  }

  @Test
  void paddingAndGarbageAfterThem() throws IOException {
    assertRead(TEXT, member(TEXT), new byte[512]);
    assertRead(TEXT, member(TEXT), new byte[1]);
    assertRead(TEXT, member(TEXT), "garbage after the member".getBytes(StandardCharsets.UTF_8));
    assertRead(TEXT + "a\n", member(TEXT), member("a\n"), new byte[] {0, 0, 0, 'x'});
    // No member is lost behind padding.
    assertRead("a\nb\n", member("a\n"), new byte[1024], member("b\n"));
  }

  @Test
  void headersWithEverythingInThem() throws IOException {
    byte[] plain = member(TEXT);
    byte[] head = {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 1, 2, 3, 4, 0, 3, 2, 0, 9, 9};
    byte[] texts = "name\0comment\0".getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(concat(head, texts));
    byte[] sum = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
    assertRead(TEXT, head, texts, sum, Arrays.copyOfRange(plain, 10, plain.length));
  }

  @Test
  void whatIsCutOrDamagedIsAnError() throws IOException {
    byte[] two = concat(member("an ape\n"), member("a bee\n"));
    int first = member("an ape\n").length;
    for (int n = 0; n < two.length; n++) {
      byte[] cut = Arrays.copyOf(two, n);
      if (n == first) {
        assertThat(read(cut, n)).isEqualTo("an ape\n");
      } else {
        assertThatThrownBy(() -> read(cut, 9)).as("%d bytes", n).isInstanceOf(IOException.class);
      }
    }
    for (int at : new int[] {0, 1, 2, first - 5, first - 1, first + 1, two.length - 1}) {
      byte[] damaged = two.clone();
      damaged[at] ^= 0x40;
      assertThatThrownBy(() -> read(damaged, 9)).as("%d", at).isInstanceOf(IOException.class);
    }
  }
}
