package polya.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import polya.corpus.Document;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

class KryoClassesTest {
  private static final ClassTag<Object> ANY = ClassTag$.MODULE$.Object();

  private static SparkConf plain() {
    return new SparkConf(false).set("spark.kryo.registrationRequired", "false");
  }

  private static SparkConf required() {
    return new SparkConf(false)
        .set("spark.kryo.registrationRequired", "true")
        .set("spark.kryo.registrator", KryoClasses.class.getName());
  }

  private static ByteBuffer sent(SparkConf conf, Object value) {
    return new KryoSerializer(conf).newInstance().serialize(value, ANY);
  }

  private static Object back(SparkConf conf, ByteBuffer bytes) {
    SerializerInstance kryo = new KryoSerializer(conf).newInstance();
    return kryo.deserialize(bytes, ANY);
  }

  private static Document document() {
    return new Document("a", new int[] {1, 3}, new int[] {2, 1});
  }

  @Test
  void theSessionOfTestsTakesNothingElse() {
    SparkConf conf = LocalSpark.session().sparkContext().getConf();
    assertThat(conf.get("spark.kryo.registrationRequired")).isEqualTo("true");
    assertThat(conf.get("spark.kryo.registrator")).isEqualTo(KryoClasses.class.getName());
  }

  @Test
  void everyClassHasANumberAndTravelsWithoutItsName() {
    Kryo kryo = new KryoSerializer(required()).newKryo();
    for (String name : KryoClasses.names(KryoClasses.class.getClassLoader())) {
      assertThat(kryo.getClassResolver().getRegistration(type(name))).as(name).isNotNull();
    }
    ByteBuffer bytes = sent(required(), document());
    assertThat(new String(bytes.array(), StandardCharsets.ISO_8859_1)).doesNotContain("polya");
    assertThat(((Document) back(required(), bytes)).counts()).containsExactly(2, 1);
  }

  @Test
  void itsNumberIsThatOfItsNameWhateverElseIsListed() {
    Kryo kryo = new KryoSerializer(required()).newKryo();
    int number = kryo.getClassResolver().getRegistration(Document.class).getId();
    assertThat(number).isEqualTo(KryoClasses.number("polya.corpus.Document")).isEqualTo(912_762);
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name, false, KryoClasses.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aSessionWithoutItWorks() {
    assertThat(((Document) back(plain(), sent(plain(), document()))).terms()).containsExactly(1, 3);
  }

  @Test
  void whatIsNotListedIsNeitherWrittenNorRead() {
    Object stranger = new java.util.concurrent.atomic.AtomicInteger(3);
    assertThatThrownBy(() -> sent(required(), stranger)).hasMessageContaining("not registered");
    ByteBuffer bytes = sent(plain(), stranger);
    assertThatThrownBy(() -> back(required(), bytes)).isInstanceOf(RuntimeException.class);
  }
}
