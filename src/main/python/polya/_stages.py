"""What the stages share: Java does the work, and is asked for it here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pyspark.ml.evaluation import JavaEvaluator
from pyspark.ml.linalg import Matrix
from pyspark.ml.param import Param, Params
from pyspark.ml.util import (
    JavaMLReadable,
    JavaMLReader,
    JavaMLWritable,
    JavaMLWriter,
    MLReadable,
    _jvm,
)
from pyspark.ml.wrapper import JavaEstimator, JavaModel, JavaWrapper
from pyspark.sql import DataFrame
from pyspark.sql.utils import is_remote

from polya._failure import Failure, told
from polya._report import PreparedData, Report
from polya._spark import demandClassic, demandPolya, isRunning

P = TypeVar("P", bound=Params)
S = TypeVar("S", bound="MLReadable[Any]")
M = TypeVar("M", bound=JavaModel)


class _Reader(JavaMLReader[S]):
    def load(self, path: str) -> S:
        with told():
            return super().load(path)


class _Writer(JavaMLWriter):
    def save(self, path: str) -> None:
        with told():
            super().save(path)


class Saved(JavaMLReadable[S], JavaMLWritable):
    """A stage that is saved and loaded by Java, so that Java and the commands read it too."""

    @classmethod
    def read(cls) -> JavaMLReader[S]:
        """A reader of what ``write`` saved."""
        if is_remote():
            return super().read()
        demandPolya(f"load {cls.__name__}")
        return _Reader(cls)

    def write(self) -> JavaMLWriter:
        """A writer of this stage; ``write().overwrite().save(path)`` replaces one that is there."""
        with told():
            return super().write() if is_remote() else _Writer(self)


def _demandValues(owner: Params, values: Mapping[str, Any]) -> None:
    """PySpark lets None through, which Java then takes for 0, or for no column."""
    for name, value in values.items():
        if value is None:
            raise Failure(
                f"Cannot set {name} of {owner.uid} to None: a value is needed."
                f" Leave it out; stage.clear(stage.{name}) unsets it."
            )


class _Copied(Params):
    def copy(self: P, extra: dict[Param[Any], Any] | None = None) -> P:
        """A copy with the same uid, and these Params set."""
        _demandValues(self, {param.name: value for param, value in (extra or {}).items()})
        with told():
            return super().copy(extra)

    def _set(self: P, **values: Any) -> P:
        _demandValues(self, values)
        return super()._set(**values)


class _Stage(_Copied):
    def _companion(self) -> Any:
        """The object in Java, of the class that has this one's name."""
        name = f"{type(self).__module__}.{type(self).__name__}"
        if not is_remote():
            demandPolya(f"make {type(self).__name__}")
        return JavaWrapper._new_java_obj(name, self.uid)

    def setParams(self: P, **params: Any) -> P:
        """Sets Params by name; one that is None stays as it is."""
        return self._set(**{name: value for name, value in params.items() if value is not None})


class Estimator(_Stage, JavaEstimator[M]):
    """An estimator of Java; same rows, Params and seed give the same model, bit for bit."""

    def _fit(self, dataset: DataFrame) -> M:
        with told():
            return super()._fit(dataset)


class Model(_Copied, JavaModel):
    """A model of Java."""

    def _transform(self, dataset: DataFrame) -> DataFrame:
        with told():
            return super()._transform(dataset)

    def _answer(self, name: str, *args: Any, instead: str = "") -> Any:
        """What a method of the Java object answers."""
        demandClassic(
            f"call {name}", instead or "Save the model, and load it in a classic session."
        )
        with told():
            self._transfer_params_to_java()
            return self._call_java(name, *args)

    def __repr__(self) -> str:
        asked = not is_remote() and self._java_obj is not None and isRunning()
        return self._call_java("toString") if asked else self.uid


class Evaluator(_Stage, JavaEvaluator):
    """An evaluator of which the smaller number is the better."""

    def _evaluate(self, dataset: DataFrame) -> float:
        with told():
            return super()._evaluate(dataset)

    def isLargerBetter(self) -> bool:
        """False."""
        return False


class AnalyzerModel(Model):
    """What a TextAnalyzer found in texts."""

    @property
    def vocabulary(self) -> list[str]:
        """The terms in the order of the vectors' elements."""
        return list(self._answer("vocabulary"))

    def foundPhrases(self) -> list[str]:
        """The phrases, as terms, in ascending order."""
        return list(self._answer("phrases"))


@dataclass(frozen=True)
class TrainingSummary:
    """How a model was trained; saved and loaded with it."""

    #: Rounds, each of them one mini-batch or sweep.
    rounds: int
    #: Seconds of training: reading the rows, start-up and checkpoints excluded.
    trainSeconds: float
    #: Rows that it was fitted to, empty ones included.
    documents: int
    #: Tokens that it was fitted to.
    tokens: int
    #: SHA-256 of the model's bits: the same rows, Params and seed give the same.
    digest: str
    #: Every parameter in force, as it would be typed; what was unset is ``auto``.
    parameters: dict[str, str]
    #: What is known of each round, by the names of ``metrics.jsonl``.
    metrics: list[dict[str, float]]


def _frame(rows: Any, like: DataFrame) -> DataFrame:
    return DataFrame(rows, like.sparkSession)


class TopicModel(Model):
    """Fitted topics. ``transform`` adds each row's mixture of them."""

    def setFeaturesCol(self: P, value: str) -> P:
        """Sets the column of count vectors."""
        return self._set(featuresCol=value)

    def setTopicDistributionCol(self: P, value: str) -> P:
        """Sets the new column of documents' mixtures."""
        return self._set(topicDistributionCol=value)

    def setHeldOutCol(self: P, value: str) -> P:
        """Sets the new column of scores by document completion, for a PerplexityEvaluator."""
        return self._set(heldOutCol=value)

    def setFoldInSweeps(self: P, value: int) -> P:
        """Sets the most sweeps by which ``transform`` folds a row in, 3 for instance; unset is until
        they converge."""
        return self._set(foldInSweeps=value)

    def numTopics(self) -> int:
        """K."""
        return int(self._answer("topics"))

    def vocabSize(self) -> int:
        """V."""
        return int(self._answer("vocabSize"))

    def terms(self) -> list[str]:
        """The V terms in the order of the vectors' elements; their indices where they have no
        names."""
        return list(self._answer("terms"))

    def describeTopics(
        self, maxTermsPerTopic: int = 10, order: str = "probability"
    ) -> DataFrame:
        """A row a topic: ``topic``, ``termIndices``, ``termWeights`` (probabilities), ``terms``
        where terms have names, and ``name`` where topics do.

        ``order`` puts the terms of a topic in order: ``probability`` (as MLlib), ``relevance``,
        ``frex`` or ``contrast``.
        """
        topics: DataFrame = self._answer(
            "describeTopics",
            maxTermsPerTopic,
            order,
            instead="Save the model, and read spark.read.format('polya')"
            ".option('table', 'describe').load(path).",
        )
        return topics

    def topicsMatrix(self) -> Matrix:
        """Topics as columns of a V × K matrix, on the driver; each adds up to 1."""
        matrix: Matrix = self._answer("topicsMatrix")
        return matrix

    def logPerplexityByCompletion(self, dataset: DataFrame) -> float:
        """log perplexity by document completion, natural log: by this, models may be compared."""
        return float(self._answer("logPerplexityByCompletion", dataset))

    def logLikelihoodBound(self, dataset: DataFrame) -> float:
        """The evidence lower bound of the rows' log likelihood under the topics, natural log.
        Never compare two models by it."""
        return float(self._answer("logLikelihoodBound", dataset))

    def logPerplexityBound(self, dataset: DataFrame) -> float:
        """An upper bound of log perplexity: minus ``logLikelihoodBound`` a token."""
        return float(self._answer("logPerplexityBound", dataset))

    def logLikelihood(self, dataset: DataFrame) -> float:
        """``logLikelihoodBound`` under MLlib's name for such a number; MLlib's has a part for the
        topics themselves beside."""
        return self.logLikelihoodBound(dataset)

    def logPerplexity(self, dataset: DataFrame) -> float:
        """``logPerplexityBound`` under MLlib's name for such a number."""
        return self.logPerplexityBound(dataset)

    def representatives(
        self,
        dataset: DataFrame,
        n: int = 5,
        *,
        idCol: str | None = None,
        columns: Sequence[str] = (),
    ) -> DataFrame:
        """The n documents with the largest share of each topic, best first: ``topic``, ``rank``,
        ``id``, ``share``, ``tokens``, and the values of ``columns`` as text.

        ``idCol`` names a column of distinct ids; without it an id is a hash of the row's counts.
        """
        told = self._report("representatives", {}, dataset, idCol, n, list(columns))
        return _frame(told, dataset)

    def trends(
        self,
        dataset: DataFrame,
        by: str,
        *,
        granularity: str | None = None,
        idCol: str | None = None,
    ) -> DataFrame:
        """Each topic's share in the groups that the values of a column make: ``group``,
        ``documents``, ``tokens``, ``topic``, ``label``, ``share``, ``standardError``, ``low`` and
        ``high`` (95 %).

        ``granularity`` groups dates by ``month`` or ``year``. ``idCol`` is as in
        ``representatives``; errors depend on the ids, shares do not.
        """
        return _frame(self._report("trends", {}, dataset, idCol, by, granularity), dataset)

    def report(
        self,
        dataset: DataFrame | None = None,
        *,
        by: str | None = None,
        granularity: str | None = None,
        idCol: str | None = None,
        excerpts: str | None = None,
        representatives: int = 5,
        labels: Mapping[int, str] | None = None,
        ids: bool | None = None,
        map: bool = False,
    ) -> Report:
        """One HTML page to look through the topics; with rows of documents it has those that stand
        for topics and coherence, with ``by`` shares in groups of them as well.

        ``excerpts`` names a column of which the first 300 characters are told; ``labels`` calls
        topics by their numbers; ``ids`` tells documents' ids, which it does where there is an
        ``idCol``; ``map`` draws the map of more than 200 topics too. Rows stay in the cluster.
        """
        known = dict(labels) if labels else {}
        named = idCol is not None if ids is None else ids
        return Report(
            self._report(
                "html",
                known,
                dataset,
                idCol,
                by,
                granularity,
                representatives,
                excerpts,
                named,
                map,
            )
        )

    def to_pyldavis(self) -> PreparedData:
        """The prepared data of pyLDAvis: ``pyLDAvis.display(model.to_pyldavis())``."""
        return PreparedData(json.loads(self._report("pyLdaVis", {}, None, None)))

    def _report(
        self,
        name: str,
        labels: dict[int, str],
        dataset: DataFrame | None,
        idCol: str | None,
        *args: Any,
    ) -> Any:
        called = {"html": "report", "pyLdaVis": "to_pyldavis"}.get(name, name)
        demandClassic(f"call {called}", "Save the model, and run the command of Polya for it.")
        with told():
            self._transfer_params_to_java()
            report = _jvm().polya.ml.TopicReport.of(self._java_obj, labels)
            if dataset is not None:
                report = report.over(dataset._jdf, idCol)
            return getattr(report, name)(*args)

    def recommend(self, dataset: DataFrame, n: int = 10) -> DataFrame:
        """The rows with a column ``recommendations``: the n terms of highest score that a row does
        not have, best first, as an array of (index, score)."""
        rows: DataFrame = self._answer("recommend", dataset, n)
        return rows

    @property
    def summary(self) -> TrainingSummary:
        """How it was trained."""
        java = self._answer("summary")
        return TrainingSummary(
            rounds=java.rounds(),
            trainSeconds=java.trainSeconds(),
            documents=java.documents(),
            tokens=java.tokens(),
            digest=java.digest(),
            parameters=dict(java.parameters()),
            metrics=[dict(metrics) for metrics in java.metrics()],
        )
