package polya.spark.train;

/**
 * What may ask a training to end before its last round: a person or a scheduler, by a signal. The
 * round that runs is finished and kept in a checkpoint where there is time for one, whatever the
 * clock of checkpoints says.
 */
public interface Ending {
  /** Nobody asks. */
  Ending NEVER =
      new Ending() {
        @Override
        public boolean asked() {
          return false;
        }

        @Override
        public boolean allows(double seconds) {
          return true;
        }
      };

  /** Whether training is to end after the round that runs. */
  boolean asked();

  /** Whether there is time left for a checkpoint that took so many seconds the last time. */
  boolean allows(double seconds);
}
