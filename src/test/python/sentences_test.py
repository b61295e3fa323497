"""What Polya says where its Spark is not what it needs: PythonIT runs it, with no session yet."""

import os
import unittest
from typing import Any
from unittest import mock

import polya
from pyspark import SparkContext
from pyspark.ml import PipelineModel
from pyspark.sql import SparkSession

FOLDER = os.environ["POLYA_TEST_FOLDER"]


class Sentences(unittest.TestCase):
    def refused(self, sentence: str, action: Any) -> None:
        with self.assertRaisesRegex(polya.Failure, sentence) as caught:
            action()
        self.assertNotIn("\n", str(caught.exception))

    def test_a_server_of_connect_is_asked_for_as_one(self) -> None:
        def asked(builder: SparkSession.Builder) -> dict[str, Any]:
            return builder._options

        with mock.patch.object(SparkSession.Builder, "getOrCreate", asked):
            self.assertEqual(polya.session(master="sc://there"), {"spark.remote": "sc://there"})
            with mock.patch.dict(os.environ, SPARK_REMOTE="sc://there"):
                self.assertEqual(polya.session(appName="mine"), {"spark.app.name": "mine"})

    def test_in_order(self) -> None:
        self.refused("no Spark session is running.*Call polya.session", polya.Lda)
        self.refused("no Spark session is running", lambda: polya.LdaModel.load(FOLDER))

        there = os.environ.pop("JAVA_HOME", None)
        path, os.environ["PATH"] = os.environ["PATH"], FOLDER
        self.refused("Cannot start Spark: there is no Java.*JAVA_HOME", polya.session)
        os.environ["PATH"] = path
        if there is not None:
            os.environ["JAVA_HOME"] = there

        builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
        spark = builder.config("spark.log.level", "OFF").getOrCreate()
        with mock.patch.object(SparkContext, "version", "4.0.1"):
            self.refused("Spark is 4.0.1; 4.1 is needed. Unset SPARK_HOME", polya.Lda)
        self.refused("without Polya's jar.*begin with polya.session", polya.session)
        self.refused("Cannot make Lda: .*without Polya's jar", polya.Lda)
        self.refused("Cannot load LdaModel: .*without Polya's jar", lambda: polya.LdaModel.load("x"))
        pipeline = os.path.join(FOLDER, "java-pipeline")
        self.refused("TextAnalyzerModel: .*without Polya's jar", lambda: PipelineModel.load(pipeline))
        spark.stop()

        os.environ["SPARK_CONNECT_MODE_ENABLED"] = "1"
        try:
            lda = polya.Lda(k=3)  # needs no JVM
            self.assertEqual(lda.getK(), 3)
            model = polya.LdaModel()
            self.refused(
                "describeTopics over Spark Connect.*format\\('polya'\\)", model.describeTopics
            )
            self.refused("call to_pyldavis over Spark Connect.*Save the model", model.to_pyldavis)
        finally:
            del os.environ["SPARK_CONNECT_MODE_ENABLED"]


if __name__ == "__main__":
    unittest.main()
