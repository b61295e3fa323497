// Databricks notebook source
// MAGIC %md
// MAGIC # Topics of a table
// MAGIC On a *dedicated* cluster of runtime 18 (Spark 4.1), with `polya-spark4.1_2.13-0.1.0.jar` as its library.

// COMMAND ----------

import polya.ml.{TextAnalyzer, TopicReport}
import polya.models.lda.Lda

val rows = spark.table("main.support.tickets").select("id", "body", "day")
val analysis = new TextAnalyzer().setInputCol("body").setLanguage("en").setStopWords("en").setMinDocumentFrequency(2).fit(rows)
val counts = analysis.transform(rows).cache()

// COMMAND ----------

val model = new Lda().setK(50).setSeed(1).setIdCol("id").fit(counts)
display(model.describeTopics(10, "relevance"))

// COMMAND ----------

displayHTML(TopicReport.of(model, java.util.Map.of[Integer, String]()).over(counts, "id").html("day", "month", 5, null, true, false))

// COMMAND ----------

model.transform(counts).select("id", "day", "topicDistribution").write.mode("overwrite").saveAsTable("main.support.ticket_topics")
counts.unpersist()
