"""A client of Spark Connect, without a JVM: python client.py URL FOLDER SPARK_HOME

FOLDER holds counts.parquet (id, features) and texts.parquet (text). Prints a line for each thing
that works, and ends with exit code 1 at the first that does not.
"""

import json
import os
import runpy
import shutil
import sys
import traceback

from pyspark.ml import Pipeline, PipelineModel
from pyspark.ml.clustering import LDA, LocalLDAModel
from pyspark.ml.linalg import Vectors
from pyspark.ml.tuning import CrossValidator, CrossValidatorModel, ParamGridBuilder
from pyspark.sql import SparkSession

import polya
from polya.ml import PerplexityEvaluator, TextAnalyzer
from polya.models.lda import Lda, LdaModel

url, folder, spark_home = sys.argv[1:]
where = f"file://{folder}/"
PRIOR = [0.1, 0.2, 0.3, 0.4]
assert shutil.which("java") is None, "there is a Java"

# The server puts Polya in the place of Spark's own LDA; this session does without.
spark = SparkSession.builder.remote(url).config("spark.connect.ml.backend.classes", "").create()
counts = spark.read.parquet(where + "counts.parquet")
texts = spark.read.parquet(where + "texts.parquet")


def mixtures(rows):
    return [r.topicDistribution.toArray().tolist() for r in rows.orderBy("id").collect()]


def digest(path):
    with open(f"{folder}/{path}/model.json") as manifest:
        return json.load(manifest)["digest"]


def evict(session, model):
    """Takes a model out of the server's memory: the next call has to read it back."""
    id = model._java_obj.ref_id
    assert any(id in entry for entry in session.client._get_ml_cache_info())
    session.client._delete_ml_cache([id], evict_only=True)
    assert not any(id in entry for entry in session.client._get_ml_cache_info())


def refused(call, sentence):
    try:
        call()
    except Exception as e:
        assert sentence in str(e), e
    else:
        raise AssertionError("not refused: " + sentence)


def told(what, *more):
    print(what, *more, flush=True)


def fit_transform_save_load():
    lda = Lda(k=4, passes=3, seed=7, idCol="id", docConcentration=PRIOR)
    model = lda.fit(counts)
    before = mixtures(model.transform(counts))
    evict(spark, model)
    assert mixtures(model.transform(counts)) == before
    assert all(abs(sum(row) - 1) < 1e-9 for row in before)
    model.save(where + "model")
    told("digest", digest("model"))
    again = LdaModel.load(where + "model")
    assert mixtures(again.transform(counts)) == before
    assert again.getOrDefault("k") == 4 and again.uid == lda.uid
    lda.save(where + "lda")
    assert Lda.load(where + "lda").getOrDefault("docConcentration") == PRIOR


def tables():
    def table(name, **options):
        reader = spark.read.format("polya").option("table", name).options(**options)
        return reader.load(where + "model").collect()

    described = table("describe", terms=3)
    assert [len(row.terms) for row in described] == [3] * 4 and described[0].terms[0] != ""
    assert len(table("topics")) == 4 and len(table("terms", terms=2)) == 8
    assert len(table("vocabulary")) == len(counts.first().features)
    assert table("metrics")[0]["round"] == 1
    spark.sql(
        f"CREATE TEMPORARY VIEW words USING polya OPTIONS (path '{where}model', table 'terms')"
    )
    assert spark.sql("SELECT max(rank) FROM words").first()[0] > 1
    refused(lambda: table("topic"), "Did you mean topics?")
    told("tables")


def pipeline():
    stages = [TextAnalyzer(language="en", stopWords="en"), Lda(k=2, passes=2)]
    fitted = Pipeline(stages=stages).fit(texts)
    evict(spark, fitted.stages[0])
    before = [r.topicDistribution for r in fitted.transform(texts).collect()]
    fitted.save(where + "pipeline-model")
    again = PipelineModel.load(where + "pipeline-model")
    assert [r.topicDistribution for r in again.transform(texts).collect()] == before
    Pipeline(stages=stages).save(where + "pipeline")
    assert len(Pipeline.load(where + "pipeline").getStages()) == 2
    told("pipeline")


def cross_validation():
    lda = Lda(k=2, passes=2, heldOutCol="score", optimizeDocConcentration=False)
    grid = ParamGridBuilder().addGrid(lda.getParam("k"), [1, 4]).build()
    tuned = CrossValidator(
        estimator=lda,
        estimatorParamMaps=grid,
        evaluator=PerplexityEvaluator(heldOutCol="score"),
        numFolds=2,
        parallelism=2,
        seed=1,
    ).fit(counts)
    assert tuned.bestModel.getOrDefault("k") == 4, tuned.avgMetrics
    tuned.save(where + "tuned")
    assert CrossValidatorModel.load(where + "tuned").avgMetrics == tuned.avgMetrics
    told("cross-validation")


def failures_are_sentences():
    refused(lambda: Lda(k=2, idCol="name").fit(counts), "Cannot use column name as idCol of")
    refused(lambda: Lda(k=0).fit(counts), "allowed is a whole number 1")
    refused(lambda: Lda().setK(None), "to None: a value is needed")
    other = spark.createDataFrame([(Vectors.dense([1.0, 2.0]),)], ["features"])
    model = LdaModel.load(where + "model")
    refused(lambda: model.transform(other).collect(), "its vector has 2 elements; allowed are one")
    for method in (
        *(model.describeTopics, model.terms, model.topicsMatrix, model.vocabSize, model.numTopics),
        *(model.report, model.to_pyldavis, lambda: model.summary, lambda: model.trends(counts, "id")),
        *(lambda: model.representatives(counts, 1), lambda: model.recommend(counts)),
        lambda: model.logPerplexityByCompletion(counts),
        lambda: model.logPerplexity(counts),
        lambda: model.logLikelihood(counts),
    ):
        refused(method, "over Spark Connect: it shows no methods of models")
    assert repr(model) == model.uid
    told("failures")


def backend():
    """Unchanged LDA, in a session where Polya takes its place, and Spark's own in the other."""
    spark_own = LDA(k=2, maxIter=2, seed=1).fit(counts)
    spark_own.save(where + "spark-own")
    kept = mixtures(spark_own.transform(counts))

    spark.stop()  # As long as it lives, methods of models would be asked for in it.
    os.environ["SPARK_REMOTE"] = url
    session = polya.session()
    rows = session.read.parquet(where + "counts.parquet")
    lda = LDA(k=4, maxIter=20, seed=7, optimizer="online", docConcentration=PRIOR)
    model = lda.fit(rows)
    before = mixtures(model.transform(rows))
    evict(session, model)
    assert mixtures(model.transform(rows)) == before
    assert model.vocabSize() == len(rows.first().features) and not model.isDistributed()
    assert model.topicsMatrix().numCols == 4
    assert len(model.estimatedDocConcentration()) == 4
    assert model.describeTopics(3).columns == ["topic", "termIndices", "termWeights"]
    assert model.logPerplexity(rows) > 0 > model.logLikelihood(rows)
    model.save(where + "backend-model")
    told("backend-digest", digest("backend-model/polya"))
    again = LocalLDAModel.load(where + "backend-model")
    assert mixtures(again.transform(rows)) == before
    Pipeline(stages=[lda]).fit(rows).save(where + "backend-pipeline")
    loaded = PipelineModel.load(where + "backend-pipeline")
    assert mixtures(loaded.transform(rows)) == before
    lda.save(where + "backend-lda")
    assert LDA.load(where + "backend-lda").getMaxIter() == 20
    assert mixtures(LocalLDAModel.load(where + "spark-own").transform(rows)) == kept
    refused(lambda: LDA(optimizer="em").fit(rows), "by optimizer em: Polya trains in its place")
    told("backend")


def example():
    """Spark's own example of LDA, with a scheme before its path."""
    with open(spark_home + "/examples/src/main/python/ml/lda_example.py") as file:
        text = file.read()
    text = text.replace("data/mllib", f"file://{spark_home}/data/mllib")
    text = text.replace(".builder", f".builder.remote({url!r})").replace("spark.stop()", "")
    with open(folder + "/lda_example.py", "w") as file:
        file.write(text)
    found = runpy.run_path(folder + "/lda_example.py", run_name="__main__")
    found["model"].save(where + "example")
    told("example-digest", digest("example/polya"))


try:
    fit_transform_save_load()
    tables()
    pipeline()
    cross_validation()
    failures_are_sentences()
    backend()
    example()
except BaseException:
    traceback.print_exc()
    sys.stderr.flush()
    os._exit(1)  # A model that is left would ask the server while Python ends, and wait for ever.
