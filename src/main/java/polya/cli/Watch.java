package polya.cli;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import polya.spark.LostExecutors;

/** What is watched while a command runs that started Spark itself: signals, memory, executors. */
interface Watch extends AutoCloseable {
  /** Nothing: a session's owner sees to it. */
  Watch NONE =
      new Watch() {
        @Override
        public void settle(SparkSession.Builder session) {}

        @Override
        public void over(SparkContext started) {}

        @Override
        public void close() {}
      };

  /** Adds settings without which there would be nothing to watch. */
  void settle(SparkSession.Builder session);

  /** What is to be stopped from now on. */
  void over(SparkContext started);

  @Override
  void close();

  /** Watches from now on. */
  static Watch of(String command) {
    DriverMemory memory = DriverMemory.watched(command);
    Signals signals = Signals.heard(command);
    return new Watch() {
      @Override
      public void settle(SparkSession.Builder session) {
        DriverMemory.settings(new SparkConf()).forEach(session::config);
      }

      @Override
      public void over(SparkContext started) {
        memory.of(started);
        signals.stop(started);
        LostExecutors.count(started);
      }

      @Override
      public void close() {
        signals.close();
        memory.close();
      }
    };
  }
}
