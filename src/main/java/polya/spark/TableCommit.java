package polya.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.internal.io.FileCommitProtocol;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * How Spark writes a table to an object store for Polya: every attempt of a task writes to where
 * its files stay, under names of its own, and tells the driver which they are; the driver lists
 * those of the attempts that count in one file ({@link Tables}). Nothing is renamed and nothing
 * listed to find what was written. An attempt that was lost leaves at worst a file that no list
 * names.
 *
 * <p>It is made by Spark, which asks for such a class by its configuration, as for the committers
 * of spark-hadoop-cloud.
 */
public final class TableCommit extends FileCommitProtocol implements Serializable {
  private static final long serialVersionUID = 1;

  private final String job;
  private final String table;

  private transient List<Path> written;

  /**
   * Made by Spark.
   *
   * @param job its name of the write
   * @param table the folder of the table
   */
  public TableCommit(String job, String table) {
    this.job = job;
    this.table = table;
  }

  @Override
  public void setupJob(JobContext context) {
    // A store has no folders to be made.
  }

  @Override
  public void setupTask(TaskAttemptContext context) {
    written = new ArrayList<>();
  }

  @Override
  @SuppressWarnings("deprecation") // Spark has no other method to override.
  public String newTaskTempFile(TaskAttemptContext context, Option<String> folder, String suffix) {
    if (folder.isDefined()) {
      throw new UnsupportedOperationException("Polya's tables have no folders of partitions");
    }
    int part = context.getTaskAttemptID().getTaskID().getId();
    int attempt = context.getTaskAttemptID().getId();
    String name = String.format(Locale.ROOT, "part-%05d-%s-%d%s", part, job, attempt, suffix);
    Path path = new Path(table, name);
    written.add(path);
    return path.toString();
  }

  @Override
  @SuppressWarnings("deprecation") // Spark has no other method to override.
  public String newTaskTempFileAbsPath(TaskAttemptContext context, String folder, String suffix) {
    throw new UnsupportedOperationException("Polya's tables lie in one folder");
  }

  /** The files of an attempt with their lengths, a line each. */
  @Override
  public TaskCommitMessage commitTask(TaskAttemptContext context) {
    StringBuilder lines = new StringBuilder();
    try {
      for (Path path : written) {
        FileSystem files = path.getFileSystem(context.getConfiguration());
        long bytes = files.getFileStatus(path).getLen();
        lines.append(bytes).append(' ').append(path.getName()).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TaskCommitMessage(lines.toString());
  }

  @Override
  public void abortTask(TaskAttemptContext context) {
    Files files = new Files(context.getConfiguration());
    for (Path path : written == null ? List.<Path>of() : written) {
      try {
        files.delete(path);
      } catch (UncheckedIOException e) {
        // No list names it.
      }
    }
  }

  @Override
  public void commitJob(JobContext context, Seq<TaskCommitMessage> messages) {
    SortedMap<String, Long> lengths = new TreeMap<>();
    for (TaskCommitMessage message : CollectionConverters.asJava(messages)) {
      message
          .obj()
          .toString()
          .lines()
          .map(line -> line.split(" ", 2))
          .forEach(file -> lengths.put(file[1], Long.valueOf(file[0])));
    }
    Tables.list(new Files(context.getConfiguration()), new Path(table), lengths);
  }

  @Override
  public void abortJob(JobContext context) {
    // The folder goes with the run's, and no list names what is in it.
  }
}
