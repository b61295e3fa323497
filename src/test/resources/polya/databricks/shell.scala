// What Databricks has beside a shell of Spark, for submit/databricks/quickstart.scala: its functions, and its table.
val folder = java.nio.file.Path.of(sys.env("POLYA_TEST_FOLDER"))
val speeches = spark.read.json(sys.env("POLYA_TEST_DATA")).limit(300)
speeches.selectExpr("id", "text AS body", "concat(year, '-01-15') AS day").createOrReplaceTempView("tickets")
def write(name: String, text: String): Unit = java.nio.file.Files.writeString(folder.resolve(name), text)
def display(table: org.apache.spark.sql.DataFrame): Unit = write("displayed", table.count().toString)
def displayHTML(page: String): Unit = write("shown.html", page)
