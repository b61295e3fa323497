package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model travels by broadcast: Spark warns of tasks that carry more than 1,000 KiB. */
class TaskSizeTest {
  private static final String SCHEDULER = "org.apache.spark.scheduler.TaskSetManager";

  @TempDir private Path folder;

  @Test
  void noTaskCarriesTheModel() {
    String corpus = folder.resolve("corpus").toString();
    String model = folder.resolve("model").toString();
    assertThat(
            Command.run(
                    "simulate",
                    "--documents",
                    "60",
                    "--terms",
                    "5000",
                    "--output",
                    corpus,
                    "-p",
                    "k=3")
                .code())
        .isZero();
    List<String> warnings =
        warnings(
            () -> {
              Command train =
                  Command.run(
                      "train",
                      "--corpus",
                      corpus,
                      "--output",
                      model,
                      "-p",
                      "k=200",
                      "-p",
                      "passes=1",
                      "-p",
                      "optimizeDocConcentration=false");
              assertThat(train.code()).as(train.err()).isZero();
            });
    assertThat(warnings).as("4 MB of topics").isEmpty();
  }

  /** What the scheduler of tasks warns of meanwhile. */
  private static List<String> warnings(Runnable work) {
    List<String> warnings = new CopyOnWriteArrayList<>();
    AbstractAppender listener =
        new AbstractAppender("listener", null, null, true, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            warnings.add(event.getMessage().getFormattedMessage());
          }
        };
    listener.start();
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    LoggerConfig logger = new LoggerConfig(SCHEDULER, Level.WARN, false);
    logger.addAppender(listener, Level.WARN, null);
    context.getConfiguration().addLogger(SCHEDULER, logger);
    context.updateLoggers();
    try {
      work.run();
    } finally {
      context.getConfiguration().removeLogger(SCHEDULER);
      context.updateLoggers();
    }
    return warnings;
  }
}
