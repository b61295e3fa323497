"""submit/k8s/spark-application.yaml against the schema of its fields: application_test.py TEXT…, each a filled one."""

import json
import pathlib
import sys

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[3]
schema = json.loads((ROOT / "src/test/resources/polya/submit/spark-application.schema.json").read_text())
for text in sys.argv[1:]:
    jsonschema.validate(yaml.safe_load(text), schema)
    for broken in ("apiVersion", "kind"):
        try:
            jsonschema.validate({**yaml.safe_load(text), broken: "other"}, schema)
        except jsonschema.ValidationError:
            continue
        sys.exit(f"the schema lets {broken} be anything")
