"""The jobs of submit/databricks by Databricks' own declarations; prints their commands as JSON."""

import json
import pathlib

import yaml
from databricks.bundles.jobs import Job

ROOT = pathlib.Path(__file__).resolve().parents[3]
bundle = yaml.safe_load((ROOT / "submit/databricks/databricks.yml").read_text())
told = {"variables": {name: variable["default"] for name, variable in bundle["variables"].items()}, "commands": {}}
for name, declared in bundle["resources"]["jobs"].items():
    job = Job.from_dict(declared)
    keys = {cluster.job_cluster_key for cluster in job.job_clusters}
    names = {task.task_key for task in job.tasks}
    for task in job.tasks:
        assert task.job_cluster_key in keys, task.task_key
        assert {dependency.task_key for dependency in task.depends_on} <= names, task.task_key
        assert task.spark_jar_task.main_class_name == "polya.cli.Main"
        assert [str(library.jar) for library in task.libraries] == ["${var.jar}"]
        told["commands"][f"{name}/{task.task_key}"] = [str(word) for word in task.spark_jar_task.parameters]
    for cluster in job.job_clusters:
        assert cluster.new_cluster.data_security_mode.value == "SINGLE_USER"
try:
    Job.from_dict({**declared, "nothing": 1})
    raise SystemExit("a field that there is not is let through")
except Exception as e:  # noqa: BLE001 - whatever it throws
    assert "nothing" in str(e), e
print(json.dumps(told))
