"""What a user writes, under mypy --strict: PythonIT checks it, nobody runs it."""

import polya
from pyspark.ml import Pipeline
from pyspark.ml.linalg import Vector
from pyspark.sql import DataFrame, SparkSession


def topics(texts: DataFrame, path: str) -> str:
    spark: SparkSession = polya.session(master="local[2]")
    analyzer = polya.TextAnalyzer(inputCol="body", language="en", phrases=1)
    counts = analyzer.fit(texts).transform(texts)
    lda = polya.Lda(k=20, seed=1).setOptimizeDocConcentration(False).setMaxIter(50)
    model: polya.LdaModel = lda.fit(counts)
    alpha: Vector = model.estimatedDocConcentration()
    shares: DataFrame = model.trends(counts, "day", granularity="month")
    shares.show(int(alpha.toArray().sum()) + lda.getK())
    Pipeline(stages=[analyzer, polya.Mixture(k=3)]).fit(texts)
    model.write().overwrite().save(path)
    again = polya.LdaModel.load(path).setTopicDistributionCol("topics")
    spark.createDataFrame(again.describeTopics(5).collect())
    perplexity: float = polya.PerplexityEvaluator(heldOutCol="h").evaluate(again.transform(counts))
    return f"{perplexity} {again.summary.digest} {again.report(counts, labels={0: 'first'})}"
