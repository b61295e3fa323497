package polya.models.lda;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import polya.contract.JobsContract;

/** All commands. */
public class LdaJobsContractTest extends JobsContract implements LdaContracts {
  /** For this family in every build: how topics are read is one code for all. */
  @Test
  @Override
  public void itsTopicsMayLieOnExecutorsWhileTheyAreRead() throws IOException {
    super.itsTopicsMayLieOnExecutorsWhileTheyAreRead();
  }
}
