"""A Pipeline with Polya's stages, by MLflow's autologging: MlflowIT runs it."""

from __future__ import annotations

import mlflow
import polya
from pyspark.ml import Pipeline

spark = polya.session(
    master="local[2]",
    spark_ui_enabled="false",
    spark_sql_shuffle_partitions="2",
    spark_log_level="OFF",
)
texts = spark.range(0, 40, 1, 2).selectExpr(
    "if(id % 2 = 0, 'ship sail sea', 'hill hut wood') AS text"
)

# manual begins
mlflow.set_experiment("topics")
mlflow.pyspark.ml.autolog(log_model_signatures=False)

stages = [polya.TextAnalyzer(language="en"), polya.Lda(k=2, seed=1)]
model = Pipeline(stages=stages).fit(texts)

run = mlflow.last_active_run()
again = mlflow.spark.load_model(f"runs:/{run.info.run_id}/model")
# manual ends

assert run.data.params["Lda.k"] == "2", run.data.params
assert again.stages[-1].summary.digest == model.stages[-1].summary.digest
assert again.transform(texts).count() == 40
