"""Hierarchical Poisson factorization as a spark.ml Estimator."""

# Written by PythonStagesTest from what Java declares: change it there.

from __future__ import annotations

from typing import Any

from pyspark import keyword_only
from pyspark.ml.linalg import Vector
from pyspark.ml.param import Param, Params, TypeConverters

from polya._stages import Estimator, Saved, TopicModel

__all__ = ["HpfModel", "Hpf"]


class _HpfParams(Params):
    activityMean: Param[float] = Param(
        Params._dummy(),
        "activityMean",
        "Mean b' of activities. Allowed: a number ≥ 1.0E-6, ≤ 1000000.",
        typeConverter=TypeConverters.toFloat,
    )
    activityShape: Param[float] = Param(
        Params._dummy(),
        "activityShape",
        "Shape a' of activities ξ_d ~ Gamma(a', a'/b'); small ones let documents differ "
        "much. Allowed: a number ≥ 1.0E-6, ≤ 1000000.",
        typeConverter=TypeConverters.toFloat,
    )
    checkpointInterval: Param[int] = Param(
        Params._dummy(),
        "checkpointInterval",
        "Rounds between checkpoints that --resume goes on from, of which at most one a "
        "minute is written; also between those of what tiles remember (vb and gibbs). "
        "Allowed: a whole number 1 … 1000000.",
        typeConverter=TypeConverters.toInt,
    )
    featuresCol: Param[str] = Param(
        Params._dummy(),
        "featuresCol",
        "Column of count vectors.",
        typeConverter=TypeConverters.toString,
    )
    foldInSweeps: Param[int] = Param(
        Params._dummy(),
        "foldInSweeps",
        "Most sweeps by which transform folds a row in, from a sharpened start; auto is "
        "until they converge, from an even one. Allowed: auto | a whole number 1 … "
        "1000000; unset is auto.",
        typeConverter=TypeConverters.toInt,
    )
    heldOutCol: Param[str] = Param(
        Params._dummy(),
        "heldOutCol",
        "New column of what document completion says of each row, for a "
        "PerplexityEvaluator; unset is none.",
        typeConverter=TypeConverters.toString,
    )
    inference: Param[str] = Param(
        Params._dummy(),
        "inference",
        "Method of inference; auto is chosen by the Params that are set, else by the rows. "
        "Allowed: auto | svi.",
        typeConverter=TypeConverters.toString,
    )
    k: Param[int] = Param(
        Params._dummy(),
        "k",
        "Number of topics. Allowed: a whole number 1 … 1048576.",
        typeConverter=TypeConverters.toInt,
    )
    learningDecay: Param[float] = Param(
        Params._dummy(),
        "learningDecay",
        "κ of the step size (τ0 + t)^−κ. Allowed: a number > 0.5, ≤ 1.",
        typeConverter=TypeConverters.toFloat,
    )
    learningOffset: Param[float] = Param(
        Params._dummy(),
        "learningOffset",
        "τ0 of the step size (τ0 + t)^−κ: damps the first rounds; auto is 10, or 100 with "
        "--warm-start. Allowed: auto | a number > 0, ≤ 1000000000; unset is auto.",
        typeConverter=TypeConverters.toFloat,
    )
    localIterations: Param[int] = Param(
        Params._dummy(),
        "localIterations",
        "Most sweeps of a document's local step; auto is 100. Allowed: auto | a whole "
        "number 1 … 1000000; unset is auto.",
        typeConverter=TypeConverters.toInt,
    )
    localTolerance: Param[float] = Param(
        Params._dummy(),
        "localTolerance",
        "A document's local step stops when its counts move by less than this share of its "
        "tokens; auto is 0.001. Allowed: auto | a number ≥ 0, ≤ 1; unset is auto.",
        typeConverter=TypeConverters.toFloat,
    )
    maxIter: Param[int] = Param(
        Params._dummy(),
        "maxIter",
        "Most rounds (mini-batches); 0 for as many as passes needs. Allowed: a whole "
        "number ≥ 0.",
        typeConverter=TypeConverters.toInt,
    )
    modelPlacement: Param[str] = Param(
        Params._dummy(),
        "modelPlacement",
        "Where the topics lie in training: on the driver; sharded over executors, for "
        "models that outgrow it; auto chooses by what either takes. The model is the same. "
        "Allowed: auto | driver | sharded.",
        typeConverter=TypeConverters.toString,
    )
    parts: Param[int] = Param(
        Params._dummy(),
        "parts",
        "Parts of an incremental pass, at most one in 128 documents; auto is one for every "
        "million tokens, between 4 and 32. Allowed: auto | a whole number 1 … 10000; unset "
        "is auto.",
        typeConverter=TypeConverters.toInt,
    )
    passes: Param[int] = Param(
        Params._dummy(),
        "passes",
        "Passes over the corpus; auto is as many as visit 15 million tokens, between 5 and "
        "60. Allowed: auto | a whole number 1 … 1000000; unset is auto.",
        typeConverter=TypeConverters.toInt,
    )
    popularityMean: Param[float] = Param(
        Params._dummy(),
        "popularityMean",
        "Mean d' of popularities. Allowed: a number ≥ 1.0E-6, ≤ 1000000.",
        typeConverter=TypeConverters.toFloat,
    )
    popularityShape: Param[float] = Param(
        Params._dummy(),
        "popularityShape",
        "Shape c' of popularities η_w ~ Gamma(c', c'/d'); small ones let terms differ "
        "much. Allowed: a number ≥ 1.0E-6, ≤ 1000000.",
        typeConverter=TypeConverters.toFloat,
    )
    seed: Param[int] = Param(
        Params._dummy(),
        "seed",
        "Seed of every random choice; same seed, same bits. Allowed: a whole number.",
        typeConverter=TypeConverters.toInt,
    )
    seedDocuments: Param[int] = Param(
        Params._dummy(),
        "seedDocuments",
        "Random documents that start each topic; auto is enough for 100 tokens, between 3 "
        "and 60. Allowed: auto | a whole number 1 … 10000; unset is auto.",
        typeConverter=TypeConverters.toInt,
    )
    shape: Param[list[float]] = Param(
        Params._dummy(),
        "shape",
        "Shape a of topics' intensities in documents, held as given: one number for every "
        "topic, or k numbers; auto is 0.3; with --warm-start the earlier model's. Allowed: "
        "auto | a number ≥ 1.0E-6, ≤ 1000000, or k of them with commas; unset is auto.",
        typeConverter=TypeConverters.toListFloat,
    )
    stochasticPasses: Param[int] = Param(
        Params._dummy(),
        "stochasticPasses",
        "Passes in stochastic mini-batches, before incremental passes in parts, which need "
        "no step size. Allowed: a whole number 1 … 1000000.",
        typeConverter=TypeConverters.toInt,
    )
    subsamplingRate: Param[float] = Param(
        Params._dummy(),
        "subsamplingRate",
        "Share of the documents in a mini-batch; 1 is coordinate ascent on the whole "
        "corpus; auto is some 128th of the corpus, between 256 and 4,096 documents. "
        "Allowed: auto | a number > 0, ≤ 1; unset is auto.",
        typeConverter=TypeConverters.toFloat,
    )
    topicConcentration: Param[float] = Param(
        Params._dummy(),
        "topicConcentration",
        "Shape c of terms' weights in topics; auto is 0.3; with --warm-start the earlier "
        "model's. Allowed: auto | a number > 0, ≤ 1000000; unset is auto.",
        typeConverter=TypeConverters.toFloat,
    )
    topicDistributionCol: Param[str] = Param(
        Params._dummy(),
        "topicDistributionCol",
        "New column of documents' mixtures.",
        typeConverter=TypeConverters.toString,
    )

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._setDefault(
            activityMean=1.0,
            activityShape=0.3,
            checkpointInterval=20,
            featuresCol="features",
            inference="auto",
            k=100,
            learningDecay=0.7,
            maxIter=0,
            modelPlacement="auto",
            popularityMean=1.0,
            popularityShape=0.3,
            seed=1,
            stochasticPasses=2,
            topicDistributionCol="topicDistribution",
        )

    def getActivityMean(self) -> float:
        """``activityMean`` in force."""
        return self.getOrDefault(self.activityMean)

    def getActivityShape(self) -> float:
        """``activityShape`` in force."""
        return self.getOrDefault(self.activityShape)

    def getCheckpointInterval(self) -> int:
        """``checkpointInterval`` in force."""
        return self.getOrDefault(self.checkpointInterval)

    def getFeaturesCol(self) -> str:
        """``featuresCol`` in force."""
        return self.getOrDefault(self.featuresCol)

    def getFoldInSweeps(self) -> int:
        """``foldInSweeps`` in force."""
        return self.getOrDefault(self.foldInSweeps)

    def getHeldOutCol(self) -> str:
        """``heldOutCol`` in force."""
        return self.getOrDefault(self.heldOutCol)

    def getInference(self) -> str:
        """``inference`` in force."""
        return self.getOrDefault(self.inference)

    def getK(self) -> int:
        """``k`` in force."""
        return self.getOrDefault(self.k)

    def getLearningDecay(self) -> float:
        """``learningDecay`` in force."""
        return self.getOrDefault(self.learningDecay)

    def getLearningOffset(self) -> float:
        """``learningOffset`` in force."""
        return self.getOrDefault(self.learningOffset)

    def getLocalIterations(self) -> int:
        """``localIterations`` in force."""
        return self.getOrDefault(self.localIterations)

    def getLocalTolerance(self) -> float:
        """``localTolerance`` in force."""
        return self.getOrDefault(self.localTolerance)

    def getMaxIter(self) -> int:
        """``maxIter`` in force."""
        return self.getOrDefault(self.maxIter)

    def getModelPlacement(self) -> str:
        """``modelPlacement`` in force."""
        return self.getOrDefault(self.modelPlacement)

    def getParts(self) -> int:
        """``parts`` in force."""
        return self.getOrDefault(self.parts)

    def getPasses(self) -> int:
        """``passes`` in force."""
        return self.getOrDefault(self.passes)

    def getPopularityMean(self) -> float:
        """``popularityMean`` in force."""
        return self.getOrDefault(self.popularityMean)

    def getPopularityShape(self) -> float:
        """``popularityShape`` in force."""
        return self.getOrDefault(self.popularityShape)

    def getSeed(self) -> int:
        """``seed`` in force."""
        return self.getOrDefault(self.seed)

    def getSeedDocuments(self) -> int:
        """``seedDocuments`` in force."""
        return self.getOrDefault(self.seedDocuments)

    def getShape(self) -> list[float]:
        """``shape`` in force."""
        return self.getOrDefault(self.shape)

    def getStochasticPasses(self) -> int:
        """``stochasticPasses`` in force."""
        return self.getOrDefault(self.stochasticPasses)

    def getSubsamplingRate(self) -> float:
        """``subsamplingRate`` in force."""
        return self.getOrDefault(self.subsamplingRate)

    def getTopicConcentration(self) -> float:
        """``topicConcentration`` in force."""
        return self.getOrDefault(self.topicConcentration)

    def getTopicDistributionCol(self) -> str:
        """``topicDistributionCol`` in force."""
        return self.getOrDefault(self.topicDistributionCol)


class HpfModel(TopicModel, _HpfParams, Saved["HpfModel"]):
    """A fitted model of hierarchical Poisson factorization as a spark.ml Model."""

    def estimatedRate(self) -> Vector:
        """b, K numbers: under which topics are as intense as they were in the training documents."""
        vector: Vector = self._answer("estimatedRate")
        return vector

    def estimatedShape(self) -> Vector:
        """a in force, K numbers."""
        vector: Vector = self._answer("estimatedShape")
        return vector


class Hpf(Estimator["HpfModel"], _HpfParams, Saved["Hpf"]):
    """Hierarchical Poisson factorization as a spark.ml Estimator."""
    idCol: Param[str] = Param(
        Params._dummy(),
        "idCol",
        "Column of distinct ids; unset, rows are told apart by what they hold.",
        typeConverter=TypeConverters.toString,
    )
    vocabulary: Param[list[str]] = Param(
        Params._dummy(),
        "vocabulary",
        "The terms in the order of the vectors' elements.",
        typeConverter=TypeConverters.toListString,
    )

    @keyword_only
    def __init__(
        self,
        *,
        activityMean: float = 1.0,
        activityShape: float = 0.3,
        checkpointInterval: int = 20,
        featuresCol: str = "features",
        foldInSweeps: int | None = None,
        heldOutCol: str | None = None,
        idCol: str | None = None,
        inference: str = "auto",
        k: int = 100,
        learningDecay: float = 0.7,
        learningOffset: float | None = None,
        localIterations: int | None = None,
        localTolerance: float | None = None,
        maxIter: int = 0,
        modelPlacement: str = "auto",
        parts: int | None = None,
        passes: int | None = None,
        popularityMean: float = 1.0,
        popularityShape: float = 0.3,
        seed: int = 1,
        seedDocuments: int | None = None,
        shape: list[float] | None = None,
        stochasticPasses: int = 2,
        subsamplingRate: float | None = None,
        topicConcentration: float | None = None,
        topicDistributionCol: str = "topicDistribution",
        vocabulary: list[str] | None = None,
    ) -> None:
        given: dict[str, Any] = self._input_kwargs  # type: ignore[attr-defined]
        super().__init__()
        self._java_obj = self._companion()
        self.setParams(**given)

    def setActivityMean(self, value: float) -> Hpf:
        """Sets ``activityMean``."""
        return self._set(activityMean=value)

    def setActivityShape(self, value: float) -> Hpf:
        """Sets ``activityShape``."""
        return self._set(activityShape=value)

    def setCheckpointInterval(self, value: int) -> Hpf:
        """Sets ``checkpointInterval``."""
        return self._set(checkpointInterval=value)

    def setFeaturesCol(self, value: str) -> Hpf:
        """Sets ``featuresCol``."""
        return self._set(featuresCol=value)

    def setFoldInSweeps(self, value: int) -> Hpf:
        """Sets ``foldInSweeps``."""
        return self._set(foldInSweeps=value)

    def setHeldOutCol(self, value: str) -> Hpf:
        """Sets ``heldOutCol``."""
        return self._set(heldOutCol=value)

    def setIdCol(self, value: str) -> Hpf:
        """Sets ``idCol``."""
        return self._set(idCol=value)

    def setInference(self, value: str) -> Hpf:
        """Sets ``inference``."""
        return self._set(inference=value)

    def setK(self, value: int) -> Hpf:
        """Sets ``k``."""
        return self._set(k=value)

    def setLearningDecay(self, value: float) -> Hpf:
        """Sets ``learningDecay``."""
        return self._set(learningDecay=value)

    def setLearningOffset(self, value: float) -> Hpf:
        """Sets ``learningOffset``."""
        return self._set(learningOffset=value)

    def setLocalIterations(self, value: int) -> Hpf:
        """Sets ``localIterations``."""
        return self._set(localIterations=value)

    def setLocalTolerance(self, value: float) -> Hpf:
        """Sets ``localTolerance``."""
        return self._set(localTolerance=value)

    def setMaxIter(self, value: int) -> Hpf:
        """Sets ``maxIter``."""
        return self._set(maxIter=value)

    def setModelPlacement(self, value: str) -> Hpf:
        """Sets ``modelPlacement``."""
        return self._set(modelPlacement=value)

    def setParts(self, value: int) -> Hpf:
        """Sets ``parts``."""
        return self._set(parts=value)

    def setPasses(self, value: int) -> Hpf:
        """Sets ``passes``."""
        return self._set(passes=value)

    def setPopularityMean(self, value: float) -> Hpf:
        """Sets ``popularityMean``."""
        return self._set(popularityMean=value)

    def setPopularityShape(self, value: float) -> Hpf:
        """Sets ``popularityShape``."""
        return self._set(popularityShape=value)

    def setSeed(self, value: int) -> Hpf:
        """Sets ``seed``."""
        return self._set(seed=value)

    def setSeedDocuments(self, value: int) -> Hpf:
        """Sets ``seedDocuments``."""
        return self._set(seedDocuments=value)

    def setShape(self, value: list[float]) -> Hpf:
        """Sets ``shape``."""
        return self._set(shape=value)

    def setStochasticPasses(self, value: int) -> Hpf:
        """Sets ``stochasticPasses``."""
        return self._set(stochasticPasses=value)

    def setSubsamplingRate(self, value: float) -> Hpf:
        """Sets ``subsamplingRate``."""
        return self._set(subsamplingRate=value)

    def setTopicConcentration(self, value: float) -> Hpf:
        """Sets ``topicConcentration``."""
        return self._set(topicConcentration=value)

    def setTopicDistributionCol(self, value: str) -> Hpf:
        """Sets ``topicDistributionCol``."""
        return self._set(topicDistributionCol=value)

    def setVocabulary(self, value: list[str]) -> Hpf:
        """Sets ``vocabulary``."""
        return self._set(vocabulary=value)

    def getIdCol(self) -> str:
        """``idCol`` in force."""
        return self.getOrDefault(self.idCol)

    def getVocabulary(self) -> list[str]:
        """``vocabulary`` in force."""
        return self.getOrDefault(self.vocabulary)

    def _create_model(self, java_model: Any) -> HpfModel:
        return HpfModel(java_model)
