"""Gamma-Poisson factorization as a spark.ml Estimator."""

# Written by PythonStagesTest from what Java declares: change it there.

from __future__ import annotations

from typing import Any

from pyspark import keyword_only
from pyspark.ml.linalg import Vector
from pyspark.ml.param import Param, Params, TypeConverters

from polya._stages import Estimator, Saved, TopicModel

__all__ = ["GammaPoissonModel", "GammaPoisson"]


class _GammaPoissonParams(Params):
    burnIn: Param[int] = Param(
        Params._dummy(),
        "burnIn",
        "Sweeps under mean topics before samples are taken; auto is 4. Allowed: auto | a "
        "whole number 0 … 1000000; unset is auto.",
        typeConverter=TypeConverters.toInt,
    )
    checkpointInterval: Param[int] = Param(
        Params._dummy(),
        "checkpointInterval",
        "Rounds between checkpoints that --resume goes on from, of which at most one a "
        "minute is written; also between those of what tiles remember (vb and gibbs). "
        "Allowed: a whole number 1 … 1000000.",
        typeConverter=TypeConverters.toInt,
    )
    denseSweeps: Param[int] = Param(
        Params._dummy(),
        "denseSweeps",
        "cvb0 and hybrid: sweeps of a document over all topics before pruning. Allowed: a "
        "whole number 1 … 1000.",
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
    hyperparameterInterval: Param[int] = Param(
        Params._dummy(),
        "hyperparameterInterval",
        "Sweeps between changes of priors, and between values of logLikelihood. Allowed: a "
        "whole number 1 … 1000000.",
        typeConverter=TypeConverters.toInt,
    )
    inference: Param[str] = Param(
        Params._dummy(),
        "inference",
        "Method of inference; auto is chosen by the Params that are set, else by the rows. "
        "Allowed: auto | svi | gibbs.",
        typeConverter=TypeConverters.toString,
    )
    k: Param[int] = Param(
        Params._dummy(),
        "k",
        "Number of topics. Allowed: a whole number 1 … 1048576.",
        typeConverter=TypeConverters.toInt,
    )
    keepSamples: Param[int] = Param(
        Params._dummy(),
        "keepSamples",
        "How many of the samples are kept with the model, evenly spaced, each as large as "
        "the model: perplexity can average over them (--topics). Allowed: a whole number 0 "
        "… 1000000.",
        typeConverter=TypeConverters.toInt,
    )
    laneSteps: Param[int] = Param(
        Params._dummy(),
        "laneSteps",
        "cvb0 and hybrid: a mini-batch is divided into lanes of one tile (128 documents) "
        "each, and every lane takes this many stochastic steps by itself before they meet, "
        "so that a round is worth its cost; auto is as many as some 200,000 tokens need at "
        "k = 100, between 1 and 8. Allowed: auto | a whole number 1 … 1000; unset is auto.",
        typeConverter=TypeConverters.toInt,
    )
    lanes: Param[int] = Param(
        Params._dummy(),
        "lanes",
        "Lanes of a mini-batch: 128 documents each, which one task at a time visits, so "
        "that as many tasks may work in a stochastic round; not together with "
        "subsamplingRate; auto is a power of two, between 2 and 32, and near one for every "
        "2 million documents where that is more. Allowed: auto | a whole number 1 … "
        "1048576; unset is auto.",
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
        "Most sweeps of a document's local step; auto is 10, and 100 for vb. Allowed: auto "
        "| a whole number 1 … 1000000; unset is auto.",
        typeConverter=TypeConverters.toInt,
    )
    localSweeps: Param[int] = Param(
        Params._dummy(),
        "localSweeps",
        "Sweeps of every document under one publication of the topics; more pay where a "
        "round costs more than a sweep: auto is 2 with fewer than 500,000 tokens and no "
        "prefixes, else 1. Allowed: auto | a whole number 1 … 1000; unset is auto.",
        typeConverter=TypeConverters.toInt,
    )
    localTolerance: Param[float] = Param(
        Params._dummy(),
        "localTolerance",
        "A document's local step stops when its counts move by less than this share of its "
        "tokens; auto is 0.03, and 0.001 for vb. Allowed: auto | a number ≥ 0, ≤ 1; unset "
        "is auto.",
        typeConverter=TypeConverters.toFloat,
    )
    maxIter: Param[int] = Param(
        Params._dummy(),
        "maxIter",
        "Most rounds (mini-batches); 0 for as many as passes needs. Allowed: a whole "
        "number ≥ 0.",
        typeConverter=TypeConverters.toInt,
    )
    modelPhases: Param[int] = Param(
        Params._dummy(),
        "modelPhases",
        "In how many phases a sweep goes over the terms, so that an executor needs the "
        "topics' rows of a part of them at a time; auto is one, or where the topics lie on "
        "executors as many as these have memory for. The model is the same. Allowed: auto "
        "| a whole number 1 … 1000; unset is auto.",
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
    optimizeShape: Param[bool] = Param(
        Params._dummy(),
        "optimizeShape",
        "Choose shapes by the data: vb at the end of every incremental or whole-corpus "
        "pass, by its bound; cvb0 and hybrid once training is over, by completing training "
        "documents, unless rates is topic. Allowed: true | false.",
        typeConverter=TypeConverters.toBoolean,
    )
    optimizeTopicConcentration: Param[bool] = Param(
        Params._dummy(),
        "optimizeTopicConcentration",
        "Learn topicConcentration, one number for all topics, at the end of every "
        "incremental or whole-corpus pass; stochastic passes leave it as it is. auto is "
        "false. Allowed: auto | true | false; unset is auto.",
        typeConverter=TypeConverters.toBoolean,
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
    phiThreshold: Param[float] = Param(
        Params._dummy(),
        "phiThreshold",
        "τ: what is drawn for a term under a topic that has none of its tokens is rounded "
        "to τ or nothing, without bias, so that topics stay sparse; 0 is exact and dense. "
        "Allowed: a number ≥ 0, ≤ 1.",
        typeConverter=TypeConverters.toFloat,
    )
    pruning: Param[float] = Param(
        Params._dummy(),
        "pruning",
        "cvb0 and hybrid: topics with a smaller share of a document's tokens are dropped "
        "from it (its 3 largest stay); 0 keeps all; auto is 2.5 tokens, less for short "
        "documents, 1 % of long ones. Allowed: auto | a number ≥ 0, ≤ 1; unset is auto.",
        typeConverter=TypeConverters.toFloat,
    )
    rate: Param[list[float]] = Param(
        Params._dummy(),
        "rate",
        "Rate b of topics' intensities at the start: one number for every topic, or k "
        "numbers; auto is the one under which documents are expected to be as long as they "
        "are. Allowed: auto | a number ≥ 1.0E-6, ≤ 1000000, or k of them with commas; "
        "unset is auto.",
        typeConverter=TypeConverters.toListFloat,
    )
    rates: Param[str] = Param(
        Params._dummy(),
        "rates",
        "What becomes of rate: common learns one rate for all topics; topic learns one for "
        "each, at the end of every incremental or whole-corpus pass; fixed leaves it as "
        "given. Allowed: common | topic | fixed.",
        typeConverter=TypeConverters.toString,
    )
    samples: Param[int] = Param(
        Params._dummy(),
        "samples",
        "Samples that the saved topics are averaged over, each by the number of its sweep; "
        "with 0 they are those of the last sweep. auto is as many as visit 200 million "
        "tokens, between 20 and 200. Allowed: auto | a whole number 0 … 1000000; unset is "
        "auto.",
        typeConverter=TypeConverters.toInt,
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
        "Shape a of topics' intensities in documents: one number for every topic, or k "
        "numbers; auto is 5/k each, at most 0.1 and at most 1 for vb; but for vb, a "
        "twentieth of the mean document length instead of 5 if that is less; with "
        "--warm-start the earlier model's, unless it will be chosen at the end. Allowed: "
        "auto | a number ≥ 1.0E-6, ≤ 1000000, or k of them with commas; unset is auto.",
        typeConverter=TypeConverters.toListFloat,
    )
    start: Param[str] = Param(
        Params._dummy(),
        "start",
        "Where tokens get their first topics from: the topics of a short run by svi; the "
        "counts of those before, in sweeps of a 32nd of the documents, then of twice as "
        "many, until all are in; nothing but the prior; or the earlier model, with "
        "--warm-start. Allowed: variational | prefix | random | model.",
        typeConverter=TypeConverters.toString,
    )
    startPasses: Param[int] = Param(
        Params._dummy(),
        "startPasses",
        "Passes of the variational start, or sweeps of each prefix; auto is as many as svi "
        "takes, at most 10, and 1 where documents have fewer than 20 tokens; of prefixes "
        "as many as visit 4 million tokens, between 2 and 8. Allowed: auto | a whole "
        "number 1 … 1000000; unset is auto.",
        typeConverter=TypeConverters.toInt,
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
    thinning: Param[int] = Param(
        Params._dummy(),
        "thinning",
        "Sweeps under drawn topics for each sample. Allowed: a whole number 1 … 1000000.",
        typeConverter=TypeConverters.toInt,
    )
    topicConcentration: Param[float] = Param(
        Params._dummy(),
        "topicConcentration",
        "Dirichlet prior η of topics; auto is 0.01, and 0.1 for vb; with --warm-start the "
        "earlier model's. Allowed: auto | a number > 0, ≤ 1000000; unset is auto.",
        typeConverter=TypeConverters.toFloat,
    )
    topicDistributionCol: Param[str] = Param(
        Params._dummy(),
        "topicDistributionCol",
        "New column of documents' mixtures.",
        typeConverter=TypeConverters.toString,
    )
    topics: Param[str] = Param(
        Params._dummy(),
        "topics",
        "Prior of topics: dirichlet has weights that add up to 1; gamma gives each weight "
        "a Gamma(topicConcentration) of its own, so that topics have a scale too (Bayesian "
        "Poisson factorization). Allowed: dirichlet | gamma.",
        typeConverter=TypeConverters.toString,
    )
    variational: Param[str] = Param(
        Params._dummy(),
        "variational",
        "Local step: cvb0 is collapsed variational Bayes with mean topics; vb is textbook "
        "mean-field with its evidence lower bound; hybrid has the topics of cvb0 and the "
        "documents of vb. Allowed: cvb0 | vb | hybrid.",
        typeConverter=TypeConverters.toString,
    )

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._setDefault(
            checkpointInterval=20,
            denseSweeps=2,
            featuresCol="features",
            hyperparameterInterval=5,
            inference="auto",
            k=100,
            keepSamples=0,
            learningDecay=0.7,
            maxIter=0,
            modelPlacement="auto",
            optimizeShape=True,
            phiThreshold=0.1,
            rates="common",
            seed=1,
            start="variational",
            stochasticPasses=2,
            thinning=1,
            topicDistributionCol="topicDistribution",
            topics="dirichlet",
            variational="cvb0",
        )

    def getBurnIn(self) -> int:
        """``burnIn`` in force."""
        return self.getOrDefault(self.burnIn)

    def getCheckpointInterval(self) -> int:
        """``checkpointInterval`` in force."""
        return self.getOrDefault(self.checkpointInterval)

    def getDenseSweeps(self) -> int:
        """``denseSweeps`` in force."""
        return self.getOrDefault(self.denseSweeps)

    def getFeaturesCol(self) -> str:
        """``featuresCol`` in force."""
        return self.getOrDefault(self.featuresCol)

    def getFoldInSweeps(self) -> int:
        """``foldInSweeps`` in force."""
        return self.getOrDefault(self.foldInSweeps)

    def getHeldOutCol(self) -> str:
        """``heldOutCol`` in force."""
        return self.getOrDefault(self.heldOutCol)

    def getHyperparameterInterval(self) -> int:
        """``hyperparameterInterval`` in force."""
        return self.getOrDefault(self.hyperparameterInterval)

    def getInference(self) -> str:
        """``inference`` in force."""
        return self.getOrDefault(self.inference)

    def getK(self) -> int:
        """``k`` in force."""
        return self.getOrDefault(self.k)

    def getKeepSamples(self) -> int:
        """``keepSamples`` in force."""
        return self.getOrDefault(self.keepSamples)

    def getLaneSteps(self) -> int:
        """``laneSteps`` in force."""
        return self.getOrDefault(self.laneSteps)

    def getLanes(self) -> int:
        """``lanes`` in force."""
        return self.getOrDefault(self.lanes)

    def getLearningDecay(self) -> float:
        """``learningDecay`` in force."""
        return self.getOrDefault(self.learningDecay)

    def getLearningOffset(self) -> float:
        """``learningOffset`` in force."""
        return self.getOrDefault(self.learningOffset)

    def getLocalIterations(self) -> int:
        """``localIterations`` in force."""
        return self.getOrDefault(self.localIterations)

    def getLocalSweeps(self) -> int:
        """``localSweeps`` in force."""
        return self.getOrDefault(self.localSweeps)

    def getLocalTolerance(self) -> float:
        """``localTolerance`` in force."""
        return self.getOrDefault(self.localTolerance)

    def getMaxIter(self) -> int:
        """``maxIter`` in force."""
        return self.getOrDefault(self.maxIter)

    def getModelPhases(self) -> int:
        """``modelPhases`` in force."""
        return self.getOrDefault(self.modelPhases)

    def getModelPlacement(self) -> str:
        """``modelPlacement`` in force."""
        return self.getOrDefault(self.modelPlacement)

    def getOptimizeShape(self) -> bool:
        """``optimizeShape`` in force."""
        return self.getOrDefault(self.optimizeShape)

    def getOptimizeTopicConcentration(self) -> bool:
        """``optimizeTopicConcentration`` in force."""
        return self.getOrDefault(self.optimizeTopicConcentration)

    def getParts(self) -> int:
        """``parts`` in force."""
        return self.getOrDefault(self.parts)

    def getPasses(self) -> int:
        """``passes`` in force."""
        return self.getOrDefault(self.passes)

    def getPhiThreshold(self) -> float:
        """``phiThreshold`` in force."""
        return self.getOrDefault(self.phiThreshold)

    def getPruning(self) -> float:
        """``pruning`` in force."""
        return self.getOrDefault(self.pruning)

    def getRate(self) -> list[float]:
        """``rate`` in force."""
        return self.getOrDefault(self.rate)

    def getRates(self) -> str:
        """``rates`` in force."""
        return self.getOrDefault(self.rates)

    def getSamples(self) -> int:
        """``samples`` in force."""
        return self.getOrDefault(self.samples)

    def getSeed(self) -> int:
        """``seed`` in force."""
        return self.getOrDefault(self.seed)

    def getSeedDocuments(self) -> int:
        """``seedDocuments`` in force."""
        return self.getOrDefault(self.seedDocuments)

    def getShape(self) -> list[float]:
        """``shape`` in force."""
        return self.getOrDefault(self.shape)

    def getStart(self) -> str:
        """``start`` in force."""
        return self.getOrDefault(self.start)

    def getStartPasses(self) -> int:
        """``startPasses`` in force."""
        return self.getOrDefault(self.startPasses)

    def getStochasticPasses(self) -> int:
        """``stochasticPasses`` in force."""
        return self.getOrDefault(self.stochasticPasses)

    def getSubsamplingRate(self) -> float:
        """``subsamplingRate`` in force."""
        return self.getOrDefault(self.subsamplingRate)

    def getThinning(self) -> int:
        """``thinning`` in force."""
        return self.getOrDefault(self.thinning)

    def getTopicConcentration(self) -> float:
        """``topicConcentration`` in force."""
        return self.getOrDefault(self.topicConcentration)

    def getTopicDistributionCol(self) -> str:
        """``topicDistributionCol`` in force."""
        return self.getOrDefault(self.topicDistributionCol)

    def getTopics(self) -> str:
        """``topics`` in force."""
        return self.getOrDefault(self.topics)

    def getVariational(self) -> str:
        """``variational`` in force."""
        return self.getOrDefault(self.variational)


class GammaPoissonModel(TopicModel, _GammaPoissonParams, Saved["GammaPoissonModel"]):
    """A fitted Gamma-Poisson model as a spark.ml Model."""

    def estimatedRate(self) -> Vector:
        """b in force, K numbers."""
        vector: Vector = self._answer("estimatedRate")
        return vector

    def estimatedShape(self) -> Vector:
        """a in force, K numbers."""
        vector: Vector = self._answer("estimatedShape")
        return vector


class GammaPoisson(Estimator["GammaPoissonModel"], _GammaPoissonParams, Saved["GammaPoisson"]):
    """Gamma-Poisson factorization as a spark.ml Estimator."""
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
        burnIn: int | None = None,
        checkpointInterval: int = 20,
        denseSweeps: int = 2,
        featuresCol: str = "features",
        foldInSweeps: int | None = None,
        heldOutCol: str | None = None,
        hyperparameterInterval: int = 5,
        idCol: str | None = None,
        inference: str = "auto",
        k: int = 100,
        keepSamples: int = 0,
        laneSteps: int | None = None,
        lanes: int | None = None,
        learningDecay: float = 0.7,
        learningOffset: float | None = None,
        localIterations: int | None = None,
        localSweeps: int | None = None,
        localTolerance: float | None = None,
        maxIter: int = 0,
        modelPhases: int | None = None,
        modelPlacement: str = "auto",
        optimizeShape: bool = True,
        optimizeTopicConcentration: bool | None = None,
        parts: int | None = None,
        passes: int | None = None,
        phiThreshold: float = 0.1,
        pruning: float | None = None,
        rate: list[float] | None = None,
        rates: str = "common",
        samples: int | None = None,
        seed: int = 1,
        seedDocuments: int | None = None,
        shape: list[float] | None = None,
        start: str = "variational",
        startPasses: int | None = None,
        stochasticPasses: int = 2,
        subsamplingRate: float | None = None,
        thinning: int = 1,
        topicConcentration: float | None = None,
        topicDistributionCol: str = "topicDistribution",
        topics: str = "dirichlet",
        variational: str = "cvb0",
        vocabulary: list[str] | None = None,
    ) -> None:
        given: dict[str, Any] = self._input_kwargs  # type: ignore[attr-defined]
        super().__init__()
        self._java_obj = self._companion()
        self.setParams(**given)

    def setBurnIn(self, value: int) -> GammaPoisson:
        """Sets ``burnIn``."""
        return self._set(burnIn=value)

    def setCheckpointInterval(self, value: int) -> GammaPoisson:
        """Sets ``checkpointInterval``."""
        return self._set(checkpointInterval=value)

    def setDenseSweeps(self, value: int) -> GammaPoisson:
        """Sets ``denseSweeps``."""
        return self._set(denseSweeps=value)

    def setFeaturesCol(self, value: str) -> GammaPoisson:
        """Sets ``featuresCol``."""
        return self._set(featuresCol=value)

    def setFoldInSweeps(self, value: int) -> GammaPoisson:
        """Sets ``foldInSweeps``."""
        return self._set(foldInSweeps=value)

    def setHeldOutCol(self, value: str) -> GammaPoisson:
        """Sets ``heldOutCol``."""
        return self._set(heldOutCol=value)

    def setHyperparameterInterval(self, value: int) -> GammaPoisson:
        """Sets ``hyperparameterInterval``."""
        return self._set(hyperparameterInterval=value)

    def setIdCol(self, value: str) -> GammaPoisson:
        """Sets ``idCol``."""
        return self._set(idCol=value)

    def setInference(self, value: str) -> GammaPoisson:
        """Sets ``inference``."""
        return self._set(inference=value)

    def setK(self, value: int) -> GammaPoisson:
        """Sets ``k``."""
        return self._set(k=value)

    def setKeepSamples(self, value: int) -> GammaPoisson:
        """Sets ``keepSamples``."""
        return self._set(keepSamples=value)

    def setLaneSteps(self, value: int) -> GammaPoisson:
        """Sets ``laneSteps``."""
        return self._set(laneSteps=value)

    def setLanes(self, value: int) -> GammaPoisson:
        """Sets ``lanes``."""
        return self._set(lanes=value)

    def setLearningDecay(self, value: float) -> GammaPoisson:
        """Sets ``learningDecay``."""
        return self._set(learningDecay=value)

    def setLearningOffset(self, value: float) -> GammaPoisson:
        """Sets ``learningOffset``."""
        return self._set(learningOffset=value)

    def setLocalIterations(self, value: int) -> GammaPoisson:
        """Sets ``localIterations``."""
        return self._set(localIterations=value)

    def setLocalSweeps(self, value: int) -> GammaPoisson:
        """Sets ``localSweeps``."""
        return self._set(localSweeps=value)

    def setLocalTolerance(self, value: float) -> GammaPoisson:
        """Sets ``localTolerance``."""
        return self._set(localTolerance=value)

    def setMaxIter(self, value: int) -> GammaPoisson:
        """Sets ``maxIter``."""
        return self._set(maxIter=value)

    def setModelPhases(self, value: int) -> GammaPoisson:
        """Sets ``modelPhases``."""
        return self._set(modelPhases=value)

    def setModelPlacement(self, value: str) -> GammaPoisson:
        """Sets ``modelPlacement``."""
        return self._set(modelPlacement=value)

    def setOptimizeShape(self, value: bool) -> GammaPoisson:
        """Sets ``optimizeShape``."""
        return self._set(optimizeShape=value)

    def setOptimizeTopicConcentration(self, value: bool) -> GammaPoisson:
        """Sets ``optimizeTopicConcentration``."""
        return self._set(optimizeTopicConcentration=value)

    def setParts(self, value: int) -> GammaPoisson:
        """Sets ``parts``."""
        return self._set(parts=value)

    def setPasses(self, value: int) -> GammaPoisson:
        """Sets ``passes``."""
        return self._set(passes=value)

    def setPhiThreshold(self, value: float) -> GammaPoisson:
        """Sets ``phiThreshold``."""
        return self._set(phiThreshold=value)

    def setPruning(self, value: float) -> GammaPoisson:
        """Sets ``pruning``."""
        return self._set(pruning=value)

    def setRate(self, value: list[float]) -> GammaPoisson:
        """Sets ``rate``."""
        return self._set(rate=value)

    def setRates(self, value: str) -> GammaPoisson:
        """Sets ``rates``."""
        return self._set(rates=value)

    def setSamples(self, value: int) -> GammaPoisson:
        """Sets ``samples``."""
        return self._set(samples=value)

    def setSeed(self, value: int) -> GammaPoisson:
        """Sets ``seed``."""
        return self._set(seed=value)

    def setSeedDocuments(self, value: int) -> GammaPoisson:
        """Sets ``seedDocuments``."""
        return self._set(seedDocuments=value)

    def setShape(self, value: list[float]) -> GammaPoisson:
        """Sets ``shape``."""
        return self._set(shape=value)

    def setStart(self, value: str) -> GammaPoisson:
        """Sets ``start``."""
        return self._set(start=value)

    def setStartPasses(self, value: int) -> GammaPoisson:
        """Sets ``startPasses``."""
        return self._set(startPasses=value)

    def setStochasticPasses(self, value: int) -> GammaPoisson:
        """Sets ``stochasticPasses``."""
        return self._set(stochasticPasses=value)

    def setSubsamplingRate(self, value: float) -> GammaPoisson:
        """Sets ``subsamplingRate``."""
        return self._set(subsamplingRate=value)

    def setThinning(self, value: int) -> GammaPoisson:
        """Sets ``thinning``."""
        return self._set(thinning=value)

    def setTopicConcentration(self, value: float) -> GammaPoisson:
        """Sets ``topicConcentration``."""
        return self._set(topicConcentration=value)

    def setTopicDistributionCol(self, value: str) -> GammaPoisson:
        """Sets ``topicDistributionCol``."""
        return self._set(topicDistributionCol=value)

    def setTopics(self, value: str) -> GammaPoisson:
        """Sets ``topics``."""
        return self._set(topics=value)

    def setVariational(self, value: str) -> GammaPoisson:
        """Sets ``variational``."""
        return self._set(variational=value)

    def setVocabulary(self, value: list[str]) -> GammaPoisson:
        """Sets ``vocabulary``."""
        return self._set(vocabulary=value)

    def getIdCol(self) -> str:
        """``idCol`` in force."""
        return self.getOrDefault(self.idCol)

    def getVocabulary(self) -> list[str]:
        """``vocabulary`` in force."""
        return self.getOrDefault(self.vocabulary)

    def _create_model(self, java_model: Any) -> GammaPoissonModel:
        return GammaPoissonModel(java_model)
