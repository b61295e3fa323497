"""What is beside the models: the module and the classes have the names of Java's."""

from pyspark.ml.evaluation import JavaEvaluator
from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.util import JavaMLReadable, JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator, JavaModel


class _TextParams(Params):
    language = Param(Params._dummy(), "language", "Language.", TypeConverters.toString)
    stopWords = Param(Params._dummy(), "stopWords", "Stop words.", TypeConverters.toString)


class TextAnalyzer(JavaEstimator, _TextParams, JavaMLReadable, JavaMLWritable):
    def __init__(self, **params):
        super().__init__()
        self._java_obj = self._new_java_obj("polya.ml.TextAnalyzer", self.uid)
        self._set(**params)

    def _create_model(self, java_model):
        return TextAnalyzerModel(java_model)


class TextAnalyzerModel(JavaModel, _TextParams, JavaMLReadable, JavaMLWritable):
    pass


class PerplexityEvaluator(JavaEvaluator, JavaMLReadable, JavaMLWritable):
    heldOutCol = Param(Params._dummy(), "heldOutCol", "Scores.", TypeConverters.toString)

    def __init__(self, **params):
        super().__init__()
        self._java_obj = self._new_java_obj("polya.ml.PerplexityEvaluator", self.uid)
        self._set(**params)

    def isLargerBetter(self):
        return False
