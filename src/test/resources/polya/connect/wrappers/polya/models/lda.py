"""LDA: the module and the classes have the names of Java's."""

from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.util import JavaMLReadable, JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator, JavaModel


class _LdaParams(Params):
    k = Param(Params._dummy(), "k", "Topics.", TypeConverters.toInt)
    passes = Param(Params._dummy(), "passes", "Passes.", TypeConverters.toInt)
    seed = Param(Params._dummy(), "seed", "Seed.", TypeConverters.toInt)
    docConcentration = Param(Params._dummy(), "docConcentration", "α.", TypeConverters.toListFloat)
    optimizeDocConcentration = Param(
        Params._dummy(), "optimizeDocConcentration", "Learn α.", TypeConverters.toBoolean
    )
    heldOutCol = Param(Params._dummy(), "heldOutCol", "Scores.", TypeConverters.toString)


class Lda(JavaEstimator, _LdaParams, JavaMLReadable, JavaMLWritable):
    # What the model does not have.
    idCol = Param(Params._dummy(), "idCol", "Ids.", TypeConverters.toString)

    def __init__(self, **params):
        super().__init__()
        self._java_obj = self._new_java_obj("polya.models.lda.Lda", self.uid)
        self._set(**params)

    def _create_model(self, java_model):
        return LdaModel(java_model)


class LdaModel(JavaModel, _LdaParams, JavaMLReadable, JavaMLWritable):
    pass
