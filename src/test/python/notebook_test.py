"""submit/databricks/quickstart.py with stubs for what Databricks brings: notebook_test.py FOLDER.

Writes what displayHTML shows to FOLDER/shown.html.
"""

import pathlib
import sys

import polya

FOLDER = pathlib.Path(sys.argv[1])
ROOT = pathlib.Path(__file__).resolve().parents[3]

spark = polya.session(
    master="local[2]",
    spark_ui_enabled="false",
    # Compiling a query costs more than running it on a handful of rows.
    spark_sql_codegen_wholeStage="false",
    spark_sql_codegen_factoryMode="NO_CODEGEN",
    spark_sql_adaptive_enabled="false",
    spark_sql_warehouse_dir=str(FOLDER / "warehouse"),
)
spark.read.json(str(ROOT / "data-samples/sotu/sotu.jsonl.gz")).limit(400).createOrReplaceTempView("speeches")


class Widgets:
    """dbutils.widgets, filled in as a person would."""

    def __init__(self) -> None:
        self.values = {}

    def text(self, name: str, default: str) -> None:
        given = {"table": "speeches", "text": "text", "day": "year", "topics": "3", "output": "speech_topics"}
        self.values[name] = given.get(name, default)

    def get(self, name: str) -> str:
        return self.values[name]


class Dbutils:
    widgets = Widgets()


shown = []
notebook = (ROOT / "submit/databricks/quickstart.py").read_text().replace('granularity="month"', 'granularity="year"')
exec(  # noqa: S102 - that is what a notebook is
    compile(notebook, "quickstart.py", "exec"),
    {
        "spark": spark,
        "dbutils": Dbutils(),
        "display": lambda frame: shown.append(frame.count()),
        "displayHTML": (FOLDER / "shown.html").write_text,
    },
)
assert shown == [3], shown
assert spark.table("speech_topics").count() == 400
assert spark.table("speech_topics").columns == ["id", "year", "topicDistribution"]
spark.stop()
