"""Latent Dirichlet allocation as a spark.ml Estimator."""

# Written by PythonStagesTest from what Java declares: change it there.

from __future__ import annotations

from typing import Any

from pyspark import keyword_only
from pyspark.ml.linalg import Vector
from pyspark.ml.param import Param, Params, TypeConverters

from polya._stages import Estimator, Saved, TopicModel

__all__ = ["LdaModel", "Lda"]


class _LdaParams(Params):
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
    docConcentration: Param[list[float]] = Param(
        Params._dummy(),
        "docConcentration",
        "Dirichlet prior α of documents' mixtures: one number for every topic, or k "
        "numbers; auto is 5/k each, at most 0.1 and at most 1 for vb; but for vb, a "
        "twentieth of the mean document length instead of 5 if that is less; with "
        "--warm-start the earlier model's, unless it will be chosen at the end. Allowed: "
        "auto | a number ≥ 1.0E-6, ≤ 1000000, or k of them with commas; unset is auto.",
        typeConverter=TypeConverters.toListFloat,
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
    hyperparameterMethod: Param[str] = Param(
        Params._dummy(),
        "hyperparameterMethod",
        "How priors are learned: by the fixed point of their posterior, or by exact draws "
        "from it; auto is the first while burning in and the second while sampling, but "
        "leaves docConcentration as it is where documents have fewer than 20 tokens. "
        "Allowed: auto | fixedPoint | sampled.",
        typeConverter=TypeConverters.toString,
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
    optimizeDocConcentration: Param[bool] = Param(
        Params._dummy(),
        "optimizeDocConcentration",
        "Choose an asymmetric docConcentration by the data: cvb0 and hybrid once training "
        "is over, by completing training documents; vb while training. Allowed: true | "
        "false.",
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
    seedModel: Param[str] = Param(
        Params._dummy(),
        "seedModel",
        "What keywords are to a topic: mixture makes it one of two parts, of which one has "
        "its keywords alone, and learns how much each part holds; prior counts every "
        "keyword a number of times before there is a document. Allowed: mixture | prior.",
        typeConverter=TypeConverters.toString,
    )
    seedWeight: Param[float] = Param(
        Params._dummy(),
        "seedWeight",
        "How much the keywords of a topic count together with seedModel=prior, as a share "
        "of the tokens that a topic has on average. Allowed: a number > 0, ≤ 1000.",
        typeConverter=TypeConverters.toFloat,
    )
    seeds: Param[str] = Param(
        Params._dummy(),
        "seeds",
        "A file of keywords, {\"economy\": [\"tax\", \"trade\"], …}: it names the first topics, "
        "or topics of these labels, and says of each which terms belong to it; none for "
        "topics without keywords. Allowed: any text, or none.",
        typeConverter=TypeConverters.toString,
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
            hyperparameterMethod="auto",
            inference="auto",
            k=100,
            keepSamples=0,
            learningDecay=0.7,
            maxIter=0,
            modelPlacement="auto",
            optimizeDocConcentration=True,
            phiThreshold=0.1,
            seed=1,
            seedModel="mixture",
            seedWeight=0.05,
            seeds="",
            start="variational",
            stochasticPasses=2,
            thinning=1,
            topicDistributionCol="topicDistribution",
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

    def getDocConcentration(self) -> list[float]:
        """``docConcentration`` in force."""
        return self.getOrDefault(self.docConcentration)

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

    def getHyperparameterMethod(self) -> str:
        """``hyperparameterMethod`` in force."""
        return self.getOrDefault(self.hyperparameterMethod)

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

    def getOptimizeDocConcentration(self) -> bool:
        """``optimizeDocConcentration`` in force."""
        return self.getOrDefault(self.optimizeDocConcentration)

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

    def getSamples(self) -> int:
        """``samples`` in force."""
        return self.getOrDefault(self.samples)

    def getSeed(self) -> int:
        """``seed`` in force."""
        return self.getOrDefault(self.seed)

    def getSeedDocuments(self) -> int:
        """``seedDocuments`` in force."""
        return self.getOrDefault(self.seedDocuments)

    def getSeedModel(self) -> str:
        """``seedModel`` in force."""
        return self.getOrDefault(self.seedModel)

    def getSeedWeight(self) -> float:
        """``seedWeight`` in force."""
        return self.getOrDefault(self.seedWeight)

    def getSeeds(self) -> str:
        """``seeds`` in force."""
        return self.getOrDefault(self.seeds)

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

    def getVariational(self) -> str:
        """``variational`` in force."""
        return self.getOrDefault(self.variational)


class LdaModel(TopicModel, _LdaParams, Saved["LdaModel"]):
    """A fitted LDA model as a spark.ml Model."""

    def estimatedDocConcentration(self) -> Vector:
        """α in force: as set, as auto chose it, or as learned; K numbers."""
        vector: Vector = self._answer("estimatedDocConcentration")
        return vector


class Lda(Estimator["LdaModel"], _LdaParams, Saved["Lda"]):
    """Latent Dirichlet allocation as a spark.ml Estimator."""
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
        docConcentration: list[float] | None = None,
        featuresCol: str = "features",
        foldInSweeps: int | None = None,
        heldOutCol: str | None = None,
        hyperparameterInterval: int = 5,
        hyperparameterMethod: str = "auto",
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
        optimizeDocConcentration: bool = True,
        optimizeTopicConcentration: bool | None = None,
        parts: int | None = None,
        passes: int | None = None,
        phiThreshold: float = 0.1,
        pruning: float | None = None,
        samples: int | None = None,
        seed: int = 1,
        seedDocuments: int | None = None,
        seedModel: str = "mixture",
        seedWeight: float = 0.05,
        seeds: str = "",
        start: str = "variational",
        startPasses: int | None = None,
        stochasticPasses: int = 2,
        subsamplingRate: float | None = None,
        thinning: int = 1,
        topicConcentration: float | None = None,
        topicDistributionCol: str = "topicDistribution",
        variational: str = "cvb0",
        vocabulary: list[str] | None = None,
    ) -> None:
        given: dict[str, Any] = self._input_kwargs  # type: ignore[attr-defined]
        super().__init__()
        self._java_obj = self._companion()
        self.setParams(**given)

    def setBurnIn(self, value: int) -> Lda:
        """Sets ``burnIn``."""
        return self._set(burnIn=value)

    def setCheckpointInterval(self, value: int) -> Lda:
        """Sets ``checkpointInterval``."""
        return self._set(checkpointInterval=value)

    def setDenseSweeps(self, value: int) -> Lda:
        """Sets ``denseSweeps``."""
        return self._set(denseSweeps=value)

    def setDocConcentration(self, value: list[float]) -> Lda:
        """Sets ``docConcentration``."""
        return self._set(docConcentration=value)

    def setFeaturesCol(self, value: str) -> Lda:
        """Sets ``featuresCol``."""
        return self._set(featuresCol=value)

    def setFoldInSweeps(self, value: int) -> Lda:
        """Sets ``foldInSweeps``."""
        return self._set(foldInSweeps=value)

    def setHeldOutCol(self, value: str) -> Lda:
        """Sets ``heldOutCol``."""
        return self._set(heldOutCol=value)

    def setHyperparameterInterval(self, value: int) -> Lda:
        """Sets ``hyperparameterInterval``."""
        return self._set(hyperparameterInterval=value)

    def setHyperparameterMethod(self, value: str) -> Lda:
        """Sets ``hyperparameterMethod``."""
        return self._set(hyperparameterMethod=value)

    def setIdCol(self, value: str) -> Lda:
        """Sets ``idCol``."""
        return self._set(idCol=value)

    def setInference(self, value: str) -> Lda:
        """Sets ``inference``."""
        return self._set(inference=value)

    def setK(self, value: int) -> Lda:
        """Sets ``k``."""
        return self._set(k=value)

    def setKeepSamples(self, value: int) -> Lda:
        """Sets ``keepSamples``."""
        return self._set(keepSamples=value)

    def setLaneSteps(self, value: int) -> Lda:
        """Sets ``laneSteps``."""
        return self._set(laneSteps=value)

    def setLanes(self, value: int) -> Lda:
        """Sets ``lanes``."""
        return self._set(lanes=value)

    def setLearningDecay(self, value: float) -> Lda:
        """Sets ``learningDecay``."""
        return self._set(learningDecay=value)

    def setLearningOffset(self, value: float) -> Lda:
        """Sets ``learningOffset``."""
        return self._set(learningOffset=value)

    def setLocalIterations(self, value: int) -> Lda:
        """Sets ``localIterations``."""
        return self._set(localIterations=value)

    def setLocalSweeps(self, value: int) -> Lda:
        """Sets ``localSweeps``."""
        return self._set(localSweeps=value)

    def setLocalTolerance(self, value: float) -> Lda:
        """Sets ``localTolerance``."""
        return self._set(localTolerance=value)

    def setMaxIter(self, value: int) -> Lda:
        """Sets ``maxIter``."""
        return self._set(maxIter=value)

    def setModelPhases(self, value: int) -> Lda:
        """Sets ``modelPhases``."""
        return self._set(modelPhases=value)

    def setModelPlacement(self, value: str) -> Lda:
        """Sets ``modelPlacement``."""
        return self._set(modelPlacement=value)

    def setOptimizeDocConcentration(self, value: bool) -> Lda:
        """Sets ``optimizeDocConcentration``."""
        return self._set(optimizeDocConcentration=value)

    def setOptimizeTopicConcentration(self, value: bool) -> Lda:
        """Sets ``optimizeTopicConcentration``."""
        return self._set(optimizeTopicConcentration=value)

    def setParts(self, value: int) -> Lda:
        """Sets ``parts``."""
        return self._set(parts=value)

    def setPasses(self, value: int) -> Lda:
        """Sets ``passes``."""
        return self._set(passes=value)

    def setPhiThreshold(self, value: float) -> Lda:
        """Sets ``phiThreshold``."""
        return self._set(phiThreshold=value)

    def setPruning(self, value: float) -> Lda:
        """Sets ``pruning``."""
        return self._set(pruning=value)

    def setSamples(self, value: int) -> Lda:
        """Sets ``samples``."""
        return self._set(samples=value)

    def setSeed(self, value: int) -> Lda:
        """Sets ``seed``."""
        return self._set(seed=value)

    def setSeedDocuments(self, value: int) -> Lda:
        """Sets ``seedDocuments``."""
        return self._set(seedDocuments=value)

    def setSeedModel(self, value: str) -> Lda:
        """Sets ``seedModel``."""
        return self._set(seedModel=value)

    def setSeedWeight(self, value: float) -> Lda:
        """Sets ``seedWeight``."""
        return self._set(seedWeight=value)

    def setSeeds(self, value: str) -> Lda:
        """Sets ``seeds``."""
        return self._set(seeds=value)

    def setStart(self, value: str) -> Lda:
        """Sets ``start``."""
        return self._set(start=value)

    def setStartPasses(self, value: int) -> Lda:
        """Sets ``startPasses``."""
        return self._set(startPasses=value)

    def setStochasticPasses(self, value: int) -> Lda:
        """Sets ``stochasticPasses``."""
        return self._set(stochasticPasses=value)

    def setSubsamplingRate(self, value: float) -> Lda:
        """Sets ``subsamplingRate``."""
        return self._set(subsamplingRate=value)

    def setThinning(self, value: int) -> Lda:
        """Sets ``thinning``."""
        return self._set(thinning=value)

    def setTopicConcentration(self, value: float) -> Lda:
        """Sets ``topicConcentration``."""
        return self._set(topicConcentration=value)

    def setTopicDistributionCol(self, value: str) -> Lda:
        """Sets ``topicDistributionCol``."""
        return self._set(topicDistributionCol=value)

    def setVariational(self, value: str) -> Lda:
        """Sets ``variational``."""
        return self._set(variational=value)

    def setVocabulary(self, value: list[str]) -> Lda:
        """Sets ``vocabulary``."""
        return self._set(vocabulary=value)

    def getIdCol(self) -> str:
        """``idCol`` in force."""
        return self.getOrDefault(self.idCol)

    def getVocabulary(self) -> list[str]:
        """``vocabulary`` in force."""
        return self.getOrDefault(self.vocabulary)

    def _create_model(self, java_model: Any) -> LdaModel:
        return LdaModel(java_model)
