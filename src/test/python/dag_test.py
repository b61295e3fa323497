"""The DAGs of submit/airflow under a real Airflow: dag_test.py FOLDER.

Prints what each operator would start, as JSON; then goes through a day of the embedded DAG, and again, and through a day
whose model fails its gate, and prints the states of the steps.
"""

import hashlib
import importlib
import json
import os
import pathlib
import sys

FOLDER = pathlib.Path(sys.argv[1])
ROOT = pathlib.Path(__file__).resolve().parents[3]
os.environ.update(
    AIRFLOW_HOME=str(FOLDER / "airflow"),
    AIRFLOW__CORE__LOAD_EXAMPLES="False",
    AIRFLOW__CORE__DAGS_FOLDER=str(ROOT / "submit/airflow"),
    AIRFLOW__LOGGING__LOGGING_LEVEL="ERROR",
    POLYA_HOME=str(ROOT),
    POLYA_SPARK="embedded",
)
import pendulum  # noqa: E402
from airflow.utils.db import initdb  # noqa: E402

initdb()
sys.path.insert(0, str(ROOT / "submit/airflow"))
import polya_dag  # noqa: E402


def render() -> dict[str, object]:
    told = {}
    for dag in (polya_dag.polya_spark, polya_dag.polya_kubernetes, polya_dag.polya_embedded):
        for task in dag.tasks:
            task.render_template_fields({"ds": "2026-11-30"}, jinja_env=dag.get_template_env())
            told[f"{dag.dag_id}/{task.task_id}"] = {
                name: getattr(task, name)
                for name in ("application", "application_args", "application_file", "words")
                if getattr(task, name, None)
            }
        told[dag.dag_id] = [[task.task_id, sorted(task.downstream_task_ids)] for task in dag.tasks]
    return told


def files() -> dict[str, str]:
    store = FOLDER / "store"
    return {
        str(file.relative_to(store)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(store.rglob("*"))
        if file.is_file()
    }


def day(of: str) -> dict[str, str]:
    run = polya_dag.polya_embedded.test(logical_date=pendulum.parse(of))
    return {instance.task_id: str(instance.state) for instance in run.get_task_instances()}


def run() -> dict[str, object]:
    sample = ROOT / "data-samples/synthetic"
    os.environ.update(
        POLYA_STORE=str(FOLDER / "store"),
        POLYA_SOURCE=f"--format uci --input {sample}/docword.synthetic.txt.gz --vocabulary {sample}/vocab.synthetic.txt",
        POLYA_TRAIN="-p k=3 -p passes=1 --min-tokens \"{{ 50 if ds < '2026-11-30' else 1000000 }}\"",
    )
    importlib.reload(polya_dag)
    for task in polya_dag.polya_embedded.tasks:
        task.retries = 0
    told = {"first": day("2026-11-29")}
    before = files()
    told["again"] = day("2026-11-29")
    after = files()
    told["changed"] = sorted(name for name in {**before, **after} if before.get(name) != after.get(name))
    told["files"] = len(before)
    told["gate"] = day("2026-11-30")
    return told


rendered = render()
print(json.dumps({**rendered, **run()}))
