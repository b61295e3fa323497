"""Polya from Python, in one Spark session: PythonIT runs it on the wheel as pip installed it."""

from __future__ import annotations

import gc
import json
import os
import time
import unittest
from typing import Any

import polya
import pyspark
from pyspark.ml import Pipeline, PipelineModel
from pyspark.ml.linalg import Vectors
from pyspark.ml.param import Param
from pyspark.ml.tuning import CrossValidator, CrossValidatorModel, ParamGridBuilder
from pyspark.sql import DataFrame, SparkSession

#: Folders of PythonIT: what Java saved lies there, and what Java is to load.
FOLDER = os.environ["POLYA_TEST_FOLDER"]
#: Fits that are to leave nothing behind.
FITS = int(os.environ.get("POLYA_TEST_FITS", "5"))

STAGES: list[Any] = [
    polya.GammaPoisson,
    polya.Hpf,
    polya.Labeled,
    polya.Lda,
    polya.Mixture,
    polya.PerplexityEvaluator,
    polya.TextAnalyzer,
]


class Stages(unittest.TestCase):
    spark: SparkSession
    texts: DataFrame
    counts: DataFrame
    analysis: polya.TextAnalyzerModel

    @classmethod
    def setUpClass(cls) -> None:
        cls.spark = polya.session(
            master="local[2]",
            appName="polya",
            spark_ui_enabled="false",
            spark_sql_shuffle_partitions="2",
            spark_ui_showConsoleProgress="false",
            spark_log_level="OFF",
            spark_driver_maxResultSize="2m",
            # Compiling a query costs more than running it on a handful of rows.
            spark_sql_codegen_wholeStage="false",
            spark_sql_codegen_factoryMode="NO_CODEGEN",
            spark_sql_adaptive_enabled="false",
            spark_local_dir=os.path.join(FOLDER, "local"),
            **{"spark.sql.warehouse.dir": os.path.join(FOLDER, "warehouse")},
        )
        words = ["ship sail sea wave", "hill hut tree wood", "sea ship hill sail"]
        cls.texts = cls.spark.createDataFrame(
            [(f"d{i}", words[i % 3], f"{1990 + i % 3}-05-17") for i in range(30)],
            ["id", "text", "day"],
        )
        cls.analysis = polya.TextAnalyzer().fit(cls.texts)
        cls.counts = cls.analysis.transform(cls.texts).cache()
        cls.counts.count()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.spark.stop()

    def place(self, name: str) -> str:
        return os.path.join(FOLDER, name)

    def test_a_notebook_begins_like_this(self) -> None:
        spark, texts = self.spark, self.texts
        # manual begins
        import polya

        spark = polya.session()  # or the session that is there
        analysis = polya.TextAnalyzer(language="en", stopWords="en").fit(texts)  # a column text
        counts = analysis.transform(texts)

        model = polya.Lda(k=3, seed=1, idCol="id").fit(counts)
        model.describeTopics(10, order="relevance").show(truncate=False)
        model.representatives(counts, 3, idCol="id", columns=["text"]).show()
        model.trends(counts, "day", granularity="year", idCol="id").show()
        mixtures = model.transform(counts)  # adds topicDistribution, a vector of 3
        model.report(counts, by="day", granularity="year", idCol="id", excerpts="text")
        # manual ends
        self.assertIs(spark, self.spark)
        self.assertEqual(mixtures.count(), 30)
        self.assertEqual(sorted(model.terms()), sorted(analysis.vocabulary))
        report = model.report(counts, by="day", idCol="id", excerpts="text")
        self.assertIn('"excerpt":"ship sail sea wave"', report)
        self.assertIn("<iframe", report._repr_html_())
        self.assertRegex(repr(report), r"^<polya.Report of \d+ kB; its save\(path\) writes it>$")
        self.assertRegex(repr(model), r"^Lda_\w+: k=3, vocabSize=\d+$")
        self.assertEqual(model.topicsMatrix().numCols, model.numTopics())
        self.assertEqual(model.summary.documents, 30)
        prepared = model.to_pyldavis()
        self.assertEqual(len(prepared["mdsDat"]["x"]), 3)
        self.assertEqual(json.loads(prepared.to_json()), prepared.to_dict())
        self.assertEqual(polya.PreparedData(a="</script>").to_json(), '{"a": "\\u003c/script>"}')

    def test_every_param_of_java_has_its_twin(self) -> None:
        def java(value: Any) -> Any:
            return list(value) if type(value).__name__ in ("JavaArray", "JavaList") else value

        def compare(stage: Any) -> None:
            twin = stage._java_obj
            params = {p.name(): p for p in twin.params()}
            self.assertEqual(sorted(params), sorted(p.name for p in stage.params))
            for name, param in params.items():
                mine: Param[Any] = getattr(type(stage), name)
                where = f"{type(stage).__name__}.{name}"
                self.assertEqual(mine.doc, param.doc(), where)
                self.assertEqual(stage.hasDefault(name), twin.hasDefault(param), where)
                if stage.hasDefault(name):
                    theirs = java(twin.getDefault(param).get())
                    self.assertEqual(stage._defaultParamMap[getattr(stage, name)], theirs, where)
                get = getattr(stage, f"get{name[0].upper()}{name[1:]}")
                if stage.hasDefault(name):
                    self.assertEqual(get(), stage.getOrDefault(name), where)

        for stage in STAGES:
            made = stage()
            # A fresh twin: the first one is told of Python's defaults when it fits.
            compare(made)
            for param in made.params:
                setter = getattr(made, f"set{param.name[0].upper()}{param.name[1:]}")
                if made.hasDefault(param):
                    self.assertIs(setter(made.getOrDefault(param)), made)
                sentence = f"Cannot set {param.name} of {made.uid} to None: a value is needed. Leave"
                with self.assertRaisesRegex(polya.Failure, sentence):
                    setter(None)
        compare(self.analysis)
        compare(polya.Lda(k=2, passes=1).fit(self.counts))
        labeled = self.counts.withColumnRenamed("day", "labels")
        for other in (
            polya.GammaPoisson(k=2, passes=1).fit(self.counts),
            polya.Mixture(k=2, passes=1).fit(self.counts),
            polya.Hpf(k=2, passes=1).fit(self.counts),
            polya.Labeled(labelCol="labels", passes=1).fit(labeled),
        ):
            compare(other)
            self.assertEqual(other.transform(self.counts).count(), 30)

    def test_models_are_the_same_in_java_in_commands_and_in_python(self) -> None:
        for made in ("trained", "java"):
            model = polya.LdaModel.load(self.place(made))
            with open(self.place(made) + ".digest", encoding="utf-8") as file:
                self.assertEqual(model.summary.digest, file.read(), made)
            again = self.place(f"python-{made}")
            model.write().overwrite().save(again)
            self.assertEqual(polya.LdaModel.load(again).summary, model.summary)
        # What Java fitted to its rows, Python fits to the same.
        rows = self.spark.read.parquet(self.place("rows"))
        model = polya.Lda(k=3, seed=5, passes=3).fit(rows)
        with open(self.place("java.digest"), encoding="utf-8") as file:
            self.assertEqual(model.summary.digest, file.read())
        model.save(self.place("python"))

    def test_the_example_of_spark_runs_with_its_import_changed(self) -> None:
        home = os.path.dirname(pyspark.__file__)
        with open(f"{home}/examples/src/main/python/ml/lda_example.py", encoding="utf-8") as file:
            example = file.read()
        old = "from pyspark.ml.clustering import LDA"
        self.assertIn(old, example)
        example = example.replace(old, "from polya import Lda as LDA")
        example = example.replace("spark.stop()", "")
        example = example.replace("data/mllib", f"file:{home}/data/mllib")
        names = {"__name__": "__main__"}
        exec(compile(example, "lda_example.py", "exec"), names)
        self.assertEqual(names["topics"].columns[:3], ["topic", "termIndices", "termWeights"])
        self.assertEqual(names["transformed"].select("topicDistribution").first()[0].size, 10)
        self.assertLess(names["ll"], 0)

    def test_pipelines_are_saved_and_loaded(self) -> None:
        lda = polya.Lda(k=2, passes=2, docConcentration=[0.5, 0.25])
        pipeline = Pipeline(stages=[polya.TextAnalyzer(phraseConnectors=["of"]), lda])
        pipeline.save(self.place("pipeline"))
        again = Pipeline.load(self.place("pipeline"))
        self.assertIsInstance(again.getStages()[1], polya.Lda)
        self.assertEqual(again.getStages()[1].getDocConcentration(), [0.5, 0.25])
        model = again.fit(self.texts)
        model.save(self.place("pipeline-model"))
        loaded = PipelineModel.load(self.place("pipeline-model"))
        self.assertEqual(loaded.stages[0].vocabulary, model.stages[0].vocabulary)
        self.assertEqual(loaded.stages[1].summary, model.stages[1].summary)
        self.assertEqual(loaded.stages[1].uid, model.stages[1].uid)
        self.assertEqual(
            loaded.transform(self.texts).collect(), model.transform(self.texts).collect()
        )

    def test_cross_validation(self) -> None:
        lda = polya.Lda(seed=2, passes=2, heldOutCol="heldOut")
        grid = ParamGridBuilder().addGrid(lda.k, [1, 2]).build()
        search = CrossValidator(
            estimator=lda,
            estimatorParamMaps=grid,
            evaluator=polya.PerplexityEvaluator(),
            numFolds=2,
            parallelism=2,
            seed=1,
        )
        model = search.fit(self.counts)
        best = model.avgMetrics.index(min(model.avgMetrics))
        self.assertEqual(model.bestModel.numTopics(), grid[best][lda.k])
        search.save(self.place("search"))
        again = CrossValidator.load(self.place("search"))
        self.assertIsInstance(again.getEvaluator(), polya.PerplexityEvaluator)
        model.save(self.place("found"))
        found = CrossValidatorModel.load(self.place("found"))
        self.assertEqual(found.bestModel.summary, model.bestModel.summary)
        self.assertEqual(found.avgMetrics, model.avgMetrics)

    def test_fits_leave_nothing_behind(self) -> None:
        jvm: Any = self.spark.sparkContext._jvm
        local = self.place("local")

        def left() -> dict[str, int]:
            status = jvm.org.apache.spark.SparkEnv.get().blockManager().master().getStorageStatus()
            return {
                "persistent RDDs": self.spark.sparkContext._jsc.getPersistentRDDs().size(),
                "blocks": sum(executor.blocks().size() for executor in status),
                "files": sum(len(files) for _, _, files in os.walk(local)),
            }

        def settled(most: dict[str, int]) -> dict[str, int]:
            """What is left once Spark has taken back what nobody has any more."""
            found = left()
            for _ in range(60):
                gc.collect()
                jvm.System.gc()
                time.sleep(0.2)
                before, found = found, left()
                if found == before and all(found[name] <= most[name] for name in most):
                    break
            return found

        def fit() -> None:
            model = polya.Lda(k=2, passes=1, seed=3).fit(self.counts)
            model.transform(self.counts).count()
            model.representatives(self.counts, 1).count()

        for _ in range(3):
            fit()
        known = settled({})
        for _ in range(FITS):
            fit()
        after = settled(known)
        for name in known:
            self.assertLessEqual(after[name], known[name], f"{name}: {known} then {after}")

    def test_a_report_of_many_rows_collects_topics_only(self) -> None:
        model = polya.Lda(k=2, passes=1).fit(self.counts)
        many = self.counts.crossJoin(self.spark.range(500).withColumnRenamed("id", "copy"))
        many = many.selectExpr(
            "concat(id, '-', copy) AS id",
            "concat(text, sha2(string(copy), 512), sha2(id, 512), sha2(concat(id, copy), 512)) AS text",
            "features",
        )
        with self.assertRaisesRegex(Exception, "maxResultSize"):
            many.collect()
        report = model.report(many, idCol="id", excerpts="text")
        self.assertIn("15,000 documents", report)
        self.assertLess(len(report), 200_000)

    def test_what_does_not_fit_is_told_in_a_sentence(self) -> None:
        def refused(sentence: str, action: Any) -> None:
            with self.assertRaisesRegex(polya.Failure, sentence) as caught:
                action()
            self.assertNotIn("\n", str(caught.exception))

        model = polya.Lda(k=2, passes=1).fit(self.counts)
        two = self.spark.createDataFrame([(Vectors.dense([1.0, 2.0]),)], ["features"])
        short = polya.TextAnalyzer(maxVocabulary=3).fit(self.texts).transform(self.texts)
        refused("Cannot set k of Lda_\\w+ to 0: allowed is", lambda: polya.Lda(k=0).fit(two))
        refused("there is none; there are", lambda: polya.Lda(featuresCol="no").fit(two))
        refused("have 3 elements; allowed is one for each", lambda: model.transform(short))
        refused("2 elements; allowed are", lambda: model.logPerplexityBound(two))
        refused("2 elements; allowed are", lambda: model.report(two))
        refused("already. Drop it", lambda: model.transform(model.transform(self.counts)))
        refused("it is unknown; allowed is", lambda: model.describeTopics(3, order="size"))
        refused("to 0: allowed is", lambda: polya.Lda(k=0).write())
        refused("to 0: allowed is", lambda: polya.Lda(k=0).copy())
        lda = polya.Lda()
        refused("to 0: allowed is", lambda: lda.copy({lda.k: 0}))
        refused("there is none; there are", lambda: model.copy().setFeaturesCol("no").recommend(two))
        refused("there is no model", lambda: polya.LdaModel.load(self.place("nothing")))
        refused("a polya.models.lda.LdaModel was saved there", lambda: polya.HpfModel.load(self.place("java")))
        with self.assertRaises(Exception) as late:
            model.transform(two).collect()  # Rows are read here, by Spark itself.
        first = "".join(str(late.exception).splitlines()[:2])
        self.assertIn("Cannot read row (2,[0,1],[1.0,2.0]) as counts of terms: its vector has", first)
        refused("to None: a value", lambda: lda.copy({lda.k: None}))
        refused("to None: a value", lambda: lda.fit(self.counts, {lda.k: None}))
        refused("to None: a value", lambda: model.setFeaturesCol(None))  # type: ignore[arg-type]
        with self.assertRaises(TypeError):
            polya.Lda(optimizer="em")  # type: ignore[call-arg]
        self.assertFalse(polya.Lda(k=None).setParams(seed=None).isSet("k"))  # type: ignore[arg-type]
        with self.assertRaises(TypeError):
            polya.Lda(k="many")  # type: ignore[arg-type]


if __name__ == "__main__":
    unittest.main(verbosity=2)
