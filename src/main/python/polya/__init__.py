"""Topic models for corpora that outgrow one machine, on Apache Spark.

>>> import polya
>>> spark = polya.session()
>>> counts = polya.TextAnalyzer(inputCol="text", language="en").fit(texts)
>>> model = polya.Lda(k=20, seed=1).fit(counts.transform(texts))
>>> model.describeTopics(10).show(truncate=False)

Each class has the name that it has in Java, and Params with the same names, defaults and meaning.
"""

from polya._spark import demandPyspark as _demandPyspark

_demandPyspark()

from polya._failure import Failure  # noqa: E402
from polya._report import PreparedData, Report  # noqa: E402
from polya._spark import jar, session  # noqa: E402
from polya._stages import TrainingSummary  # noqa: E402
from polya._version import VERSION as __version__  # noqa: E402
from polya.ml import PerplexityEvaluator, TextAnalyzer, TextAnalyzerModel  # noqa: E402
from polya.models.dmr import Dmr, DmrModel  # noqa: E402
from polya.models.gammapoisson import GammaPoisson, GammaPoissonModel  # noqa: E402
from polya.models.hdp import Hdp, HdpModel  # noqa: E402
from polya.models.hpf import Hpf, HpfModel  # noqa: E402
from polya.models.labeled import Labeled, LabeledModel  # noqa: E402
from polya.models.lda import Lda, LdaModel  # noqa: E402
from polya.models.mixture import Mixture, MixtureModel  # noqa: E402

__all__ = [
    "Dmr",
    "DmrModel",
    "Failure",
    "GammaPoisson",
    "GammaPoissonModel",
    "Hdp",
    "HdpModel",
    "Hpf",
    "HpfModel",
    "Labeled",
    "LabeledModel",
    "Lda",
    "LdaModel",
    "Mixture",
    "MixtureModel",
    "PerplexityEvaluator",
    "PreparedData",
    "Report",
    "TextAnalyzer",
    "TextAnalyzerModel",
    "TrainingSummary",
    "__version__",
    "jar",
    "session",
]
