package polya.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import polya.mlflow.TrackingServer;

/** Where a training is tracked. */
final class MlflowOptions {
  private static final String EXPERIMENT = "--mlflow-experiment";
  private static final String DEFAULT = "polya";

  @Option(
      names = "--mlflow",
      paramLabel = "URI",
      description =
          "Track this training at an MLflow server, http://HOST:PORT or https://HOST: parameters,"
              + " metrics of every round, how it ends. A user or token is MLFLOW_TRACKING_USERNAME"
              + " and _PASSWORD, or MLFLOW_TRACKING_TOKEN. Default: nowhere.")
  private String uri;

  @Option(
      names = EXPERIMENT,
      paramLabel = "NAME",
      description = "Experiment of --mlflow, made if there is none. Default: " + DEFAULT + ".")
  private String experiment;

  /**
   * Checks what can be checked before anything is read.
   *
   * @throws polya.Failure (usage) if the address is none, or an experiment has no name or no server
   */
  void check() {
    server();
    Usage.demand(experiment == null || uri != null, EXPERIMENT, experiment, "only with --mlflow");
    Usage.demand(
        experiment == null || !experiment.isBlank(),
        EXPERIMENT,
        "\"\"",
        "a name that is not empty");
  }

  /** The server, if one was given; nothing is asked of it yet. */
  Optional<TrackingServer> server() {
    return Optional.ofNullable(uri).map(at -> TrackingServer.at(at, System::getenv));
  }

  /** The name of the experiment. */
  String experiment() {
    return experiment == null ? DEFAULT : experiment;
  }
}
