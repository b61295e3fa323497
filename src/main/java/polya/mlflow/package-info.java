/**
 * What a training tells an MLflow tracking server: its settings, figures of every round, how it
 * ended, and its small files, by <a
 * href="https://mlflow.org/docs/latest/api_reference/rest-api.html">MLflow's REST API</a> and the
 * JDK's own client. No library of MLflow's is needed. {@link polya.mlflow.TrackingServer} is where
 * it goes, {@link polya.mlflow.TrackedRun} is one run there.
 *
 * <p>It knows no model, no corpus and no command; internal, but for its documentation.
 */
package polya.mlflow;
