"""Polya every night, for Airflow 3: one day in, one day out.

Three DAGs of the same five steps; take the one that fits and delete the others:

    polya_spark        SparkSubmitOperator: a cluster that the connection spark_default names; one of Spark's
                       own (spark://) has its secret in conf/spark-defaults.conf of Spark, see conf/spark/cluster.conf
    polya_kubernetes   SparkKubernetesOperator: the Spark operator, by submit/k8s/spark-application.yaml
    polya_embedded     submit/polya on the worker itself, with the embedded Spark or an installed one

Every step may be run again: the same day gives the same outcome, and a step that is finished is passed over (--run-id).
Nothing reads "the latest": the day is in every command; a past day that is run again leaves a later day's model alone. Environment of the scheduler and the workers:

    POLYA_STORE    where everything is kept: a folder that the workers and the cluster see (s3a://, hdfs://, /…)
    POLYA_SOURCE   what `polya ingest` reads, as options; {{ ds }} is the day
    POLYA_TRAIN    further options of `polya train`: the model and its gates
    POLYA_HOME     the folder of submit/polya
    POLYA_JAR      polya-spark4.1_2.13-V.jar as the cluster sees it
"""

from __future__ import annotations

import json
import os
import shlex
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pendulum
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.providers.cncf.kubernetes.operators.spark_kubernetes import SparkKubernetesOperator
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, ObjectStoragePath
from airflow.sdk.exceptions import AirflowFailException
from airflow.timetables.interval import CronDataIntervalTimetable

STORE = os.environ.get("POLYA_STORE", "/data/polya")
SOURCE = os.environ.get("POLYA_SOURCE", "--format table --table lake.support.tickets --where \"day = '{{ ds }}'\"")
TRAIN = os.environ.get("POLYA_TRAIN", "-p k=100 --min-tokens 100000 --max-oov 0.2 --max-perplexity-increase 0.05")
HOME = Path(os.environ.get("POLYA_HOME", Path(__file__).resolve().parents[2]))
JAR = os.environ.get("POLYA_JAR", "local:///opt/polya/polya-spark4.1_2.13-0.1.0.jar")

MODEL = f"{STORE}/model"
DAY = f"{STORE}/day={{{{ ds }}}}"

# Each step: its output, and its command. A step reads what the steps before it wrote.
STEPS: dict[str, tuple[str, list[str]]] = {
    "ingest": (
        f"{DAY}/corpus",
        ["ingest", *shlex.split(SOURCE), "--held-out", "0.1", "--held-out-output", f"{DAY}/test"],
    ),
    "train": (
        MODEL,
        [
            *("train", "--corpus", f"{DAY}/corpus", "--held-out", f"{DAY}/test"),
            *("--resume", "--keep-later", *shlex.split(TRAIN)),
        ],
    ),
    "perplexity": (
        f"{DAY}/perplexity",
        ["perplexity", "--model", MODEL, "--corpus", f"{DAY}/test"],
    ),
    "transform": (
        f"{DAY}/mixtures",
        ["transform", "--model", MODEL, "--corpus", f"{DAY}/corpus"],
    ),
    "report": (
        f"{DAY}/report.html",
        ["report", "--model", MODEL, "--corpus", f"{DAY}/corpus"],
    ),
}

# What a run says in its record, and another try does not mend: usage, input, output in the way, a damaged store, memory,
# a gate that failed.
FINAL = {2, 3, 4, 5, 6, 7}


def arguments(step: str) -> list[str]:
    """A step's command line, less the name of the program."""
    output, command = STEPS[step]
    return [*command, "--output", output, "--overwrite", "--run-id", "{{ ds }}"]


def settings() -> dict[str, str]:
    """Polya's settings for clusters, beside which the cluster's own defaults hold."""
    lines = (HOME / "conf/spark/cluster.conf").read_text().splitlines()
    return dict(line.split(None, 1) for line in lines if line.strip() and not line.startswith("#"))


def judge(output: str, day: str, begun: datetime) -> None:
    """Ends a failed step for good where its record says that another try fails as well.

    In cluster mode an exit code reaches nobody, so it is read from where the run has left it: run.json. A record of
    another run, or of an earlier try, says nothing.
    """
    record = f"{output}.run.json" if output.endswith(".html") else f"{output}/run.json"
    try:
        run = json.loads(ObjectStoragePath(record.replace("s3a://", "s3://")).read_text())
        own = run["runId"] == day and datetime.fromisoformat(run["startedAt"].replace("Z", "+00:00")) >= begun
    except (OSError, ValueError, KeyError):
        return  # It left no record: try again.
    if own and run["exitCode"] in FINAL:
        raise AirflowFailException(f"polya {run['command']} ended with {run['exitCode']}: {run.get('error')}")


class Judged:
    """An operator that runs a step, and asks its record when it fails."""

    outcome: str
    day = "{{ ds }}"

    def execute(self, context):  # noqa: ANN001, ANN201 - as the operator before has it
        begun = datetime.now(timezone.utc)
        try:
            return super().execute(context)
        except Exception:
            judge(self.outcome, self.day, begun)
            raise


class Submitted(Judged, SparkSubmitOperator):
    """A step by spark-submit."""

    template_fields = (*SparkSubmitOperator.template_fields, "outcome", "day")

    def __init__(self, *, step: str, **kwargs) -> None:
        super().__init__(
            application=JAR,
            java_class="polya.cli.Main",
            name=f"polya {step} {{{{ ds }}}}",
            application_args=arguments(step),
            conf=settings(),
            **kwargs,
        )
        self.outcome = STEPS[step][0]


class OnKubernetes(Judged, SparkKubernetesOperator):
    """A step by the Spark operator of Kubernetes."""

    template_fields = (*SparkKubernetesOperator.template_fields, "outcome", "day")

    def __init__(self, *, step: str, **kwargs) -> None:
        lines = (HOME / "submit/k8s/spark-application.yaml").read_text().splitlines()
        text = "\n".join(line for line in lines if not line.startswith("#"))
        text = text.replace("STEP", step).replace("JAR", JAR).replace("ARGUMENTS", json.dumps(arguments(step)))
        super().__init__(application_file=text, **kwargs)
        self.outcome = STEPS[step][0]


class Here(Judged, BashOperator):
    """A step on the worker."""

    template_fields = ("words", "outcome", "day")

    def __init__(self, *, step: str, **kwargs) -> None:
        super().__init__(bash_command="", **kwargs)
        self.words = [str(HOME / "submit/polya"), *arguments(step)]
        self.outcome = STEPS[step][0]

    def execute(self, context):  # noqa: ANN001, ANN201
        self.bash_command = shlex.join(self.words)
        return super().execute(context)


def workflow(dag_id: str, operator: type) -> DAG:
    """The five steps, one after the other, once a day."""
    with DAG(
        dag_id,
        # The day that is over: ds is its beginning.
        schedule=CronDataIntervalTimetable("@daily", timezone="UTC"),
        start_date=pendulum.datetime(2026, 11, 1, tz="UTC"),
        catchup=False,
        max_active_runs=1,  # Each day's model is compared with the one before it.
        default_args={"retries": 3, "retry_delay": timedelta(minutes=5)},
        doc_md=__doc__,
    ) as dag:
        tasks = [operator(task_id=step, step=step) for step in STEPS]
        for earlier, later in zip(tasks, tasks[1:]):
            earlier >> later
    return dag


polya_spark = workflow("polya_spark", Submitted)
polya_kubernetes = workflow("polya_kubernetes", OnKubernetes)
polya_embedded = workflow("polya_embedded", Here)
