# Databricks notebook source
# MAGIC %md
# MAGIC # Topics of a table
# MAGIC On a *dedicated* cluster of runtime 18 (Spark 4.1), with `polya_spark-0.1.0-py3-none-any.whl` and
# MAGIC `polya-spark4.1_2.13-0.1.0.jar` as its libraries.

# COMMAND ----------

dbutils.widgets.text("table", "main.support.tickets")
dbutils.widgets.text("id", "id")
dbutils.widgets.text("text", "body")
dbutils.widgets.text("day", "day")
dbutils.widgets.text("topics", "50")
dbutils.widgets.text("output", "main.support.ticket_topics")
table, id, text, day, topics, output = (
    dbutils.widgets.get(name) for name in ("table", "id", "text", "day", "topics", "output")
)

# COMMAND ----------

import polya

rows = spark.table(table).select(id, text, day)
analysis = polya.TextAnalyzer(inputCol=text, language="en", stopWords="en", minDocumentFrequency=2).fit(rows)
counts = analysis.transform(rows).cache()

# COMMAND ----------

model = polya.Lda(k=int(topics), seed=1, idCol=id).fit(counts)
display(model.describeTopics(10, order="relevance"))

# COMMAND ----------

displayHTML(model.report(counts, by=day, granularity="month", idCol=id))

# COMMAND ----------

model.transform(counts).select(id, day, "topicDistribution").write.mode("overwrite").saveAsTable(output)
counts.unpersist()
