"""The hierarchical Dirichlet process as a spark.ml Estimator."""

# Written by PythonStagesTest from what Java declares: change it there.

from __future__ import annotations

from typing import Any

from pyspark import keyword_only
from pyspark.ml.linalg import Vector
from pyspark.ml.param import Param, Params, TypeConverters

from polya._stages import Estimator, Saved, TopicModel

__all__ = ["HdpModel", "Hdp"]


class _HdpParams(Params):
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
    docConcentration: Param[list[float]] = Param(
        Params._dummy(),
        "docConcentration",
        "Dirichlet prior α of documents' mixtures, or where it begins: one number for "
        "every topic, or k numbers; auto is that of svi, but 2/k each where documents have "
        "fewer than 20 tokens; with --warm-start the earlier model's. Allowed: auto | a "
        "number ≥ 1.0E-6, ≤ 1000000, or k of them with commas; unset is auto.",
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
    inference: Param[str] = Param(
        Params._dummy(),
        "inference",
        "Method of inference; auto is chosen by the Params that are set, else by the rows. "
        "Allowed: auto | gibbs.",
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
    localSweeps: Param[int] = Param(
        Params._dummy(),
        "localSweeps",
        "Sweeps of every document under one publication of the topics; more pay where a "
        "round costs more than a sweep: auto is 2 with fewer than 500,000 tokens and no "
        "prefixes, else 1. Allowed: auto | a whole number 1 … 1000; unset is auto.",
        typeConverter=TypeConverters.toInt,
    )
    maxIter: Param[int] = Param(
        Params._dummy(),
        "maxIter",
        "Most rounds; 0 for as many as the start, burn-in and samples need. Allowed: a "
        "whole number ≥ 0.",
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
        "Draw docConcentration as the weights of a gamma process, and its mass γ and decay "
        "c: those of topics that nothing needs shrink towards zero. Without, it is LDA "
        "with docConcentration fixed. Allowed: true | false.",
        typeConverter=TypeConverters.toBoolean,
    )
    optimizeTopicConcentration: Param[bool] = Param(
        Params._dummy(),
        "optimizeTopicConcentration",
        "Learn topicConcentration, every hyperparameterInterval sweeps; auto does where "
        "documents are mixtures of Dirichlet topics and have 20 tokens or more. Allowed: "
        "auto | true | false; unset is auto.",
        typeConverter=TypeConverters.toBoolean,
    )
    phiThreshold: Param[float] = Param(
        Params._dummy(),
        "phiThreshold",
        "τ: what is drawn for a term under a topic that has none of its tokens is rounded "
        "to τ or nothing, without bias, so that topics stay sparse; 0 is exact and dense. "
        "Allowed: a number ≥ 0, ≤ 1.",
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
    thinning: Param[int] = Param(
        Params._dummy(),
        "thinning",
        "Sweeps under drawn topics for each sample. Allowed: a whole number 1 … 1000000.",
        typeConverter=TypeConverters.toInt,
    )
    topicConcentration: Param[float] = Param(
        Params._dummy(),
        "topicConcentration",
        "Dirichlet prior β of topics, or where it begins; auto is 0.04 where documents "
        "have fewer than 20 tokens, else 0.03 where there are 10000 tokens a topic or "
        "more, else 0.01. Allowed: auto | a number > 0, ≤ 1000000; unset is auto.",
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
            checkpointInterval=20,
            featuresCol="features",
            hyperparameterInterval=5,
            inference="auto",
            k=100,
            keepSamples=0,
            maxIter=0,
            modelPlacement="auto",
            optimizeDocConcentration=True,
            phiThreshold=0.1,
            seed=1,
            seedModel="mixture",
            seedWeight=0.05,
            seeds="",
            start="variational",
            thinning=1,
            topicDistributionCol="topicDistribution",
        )

    def getBurnIn(self) -> int:
        """``burnIn`` in force."""
        return self.getOrDefault(self.burnIn)

    def getCheckpointInterval(self) -> int:
        """``checkpointInterval`` in force."""
        return self.getOrDefault(self.checkpointInterval)

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

    def getInference(self) -> str:
        """``inference`` in force."""
        return self.getOrDefault(self.inference)

    def getK(self) -> int:
        """``k`` in force."""
        return self.getOrDefault(self.k)

    def getKeepSamples(self) -> int:
        """``keepSamples`` in force."""
        return self.getOrDefault(self.keepSamples)

    def getLocalSweeps(self) -> int:
        """``localSweeps`` in force."""
        return self.getOrDefault(self.localSweeps)

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

    def getPhiThreshold(self) -> float:
        """``phiThreshold`` in force."""
        return self.getOrDefault(self.phiThreshold)

    def getSamples(self) -> int:
        """``samples`` in force."""
        return self.getOrDefault(self.samples)

    def getSeed(self) -> int:
        """``seed`` in force."""
        return self.getOrDefault(self.seed)

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

    def getThinning(self) -> int:
        """``thinning`` in force."""
        return self.getOrDefault(self.thinning)

    def getTopicConcentration(self) -> float:
        """``topicConcentration`` in force."""
        return self.getOrDefault(self.topicConcentration)

    def getTopicDistributionCol(self) -> str:
        """``topicDistributionCol`` in force."""
        return self.getOrDefault(self.topicDistributionCol)


class HdpModel(TopicModel, _HdpParams, Saved["HdpModel"]):
    """A fitted hierarchical Dirichlet process as a spark.ml Model."""

    def estimatedDocConcentration(self) -> Vector:
        """r in force: as set, as auto chose it, or the mean over samples; K numbers."""
        vector: Vector = self._answer("estimatedDocConcentration")
        return vector


class Hdp(Estimator["HdpModel"], _HdpParams, Saved["Hdp"]):
    """The hierarchical Dirichlet process as a spark.ml Estimator."""
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
        docConcentration: list[float] | None = None,
        featuresCol: str = "features",
        foldInSweeps: int | None = None,
        heldOutCol: str | None = None,
        hyperparameterInterval: int = 5,
        idCol: str | None = None,
        inference: str = "auto",
        k: int = 100,
        keepSamples: int = 0,
        localSweeps: int | None = None,
        maxIter: int = 0,
        modelPhases: int | None = None,
        modelPlacement: str = "auto",
        optimizeDocConcentration: bool = True,
        optimizeTopicConcentration: bool | None = None,
        phiThreshold: float = 0.1,
        samples: int | None = None,
        seed: int = 1,
        seedModel: str = "mixture",
        seedWeight: float = 0.05,
        seeds: str = "",
        start: str = "variational",
        startPasses: int | None = None,
        thinning: int = 1,
        topicConcentration: float | None = None,
        topicDistributionCol: str = "topicDistribution",
        vocabulary: list[str] | None = None,
    ) -> None:
        given: dict[str, Any] = self._input_kwargs  # type: ignore[attr-defined]
        super().__init__()
        self._java_obj = self._companion()
        self.setParams(**given)

    def setBurnIn(self, value: int) -> Hdp:
        """Sets ``burnIn``."""
        return self._set(burnIn=value)

    def setCheckpointInterval(self, value: int) -> Hdp:
        """Sets ``checkpointInterval``."""
        return self._set(checkpointInterval=value)

    def setDocConcentration(self, value: list[float]) -> Hdp:
        """Sets ``docConcentration``."""
        return self._set(docConcentration=value)

    def setFeaturesCol(self, value: str) -> Hdp:
        """Sets ``featuresCol``."""
        return self._set(featuresCol=value)

    def setFoldInSweeps(self, value: int) -> Hdp:
        """Sets ``foldInSweeps``."""
        return self._set(foldInSweeps=value)

    def setHeldOutCol(self, value: str) -> Hdp:
        """Sets ``heldOutCol``."""
        return self._set(heldOutCol=value)

    def setHyperparameterInterval(self, value: int) -> Hdp:
        """Sets ``hyperparameterInterval``."""
        return self._set(hyperparameterInterval=value)

    def setIdCol(self, value: str) -> Hdp:
        """Sets ``idCol``."""
        return self._set(idCol=value)

    def setInference(self, value: str) -> Hdp:
        """Sets ``inference``."""
        return self._set(inference=value)

    def setK(self, value: int) -> Hdp:
        """Sets ``k``."""
        return self._set(k=value)

    def setKeepSamples(self, value: int) -> Hdp:
        """Sets ``keepSamples``."""
        return self._set(keepSamples=value)

    def setLocalSweeps(self, value: int) -> Hdp:
        """Sets ``localSweeps``."""
        return self._set(localSweeps=value)

    def setMaxIter(self, value: int) -> Hdp:
        """Sets ``maxIter``."""
        return self._set(maxIter=value)

    def setModelPhases(self, value: int) -> Hdp:
        """Sets ``modelPhases``."""
        return self._set(modelPhases=value)

    def setModelPlacement(self, value: str) -> Hdp:
        """Sets ``modelPlacement``."""
        return self._set(modelPlacement=value)

    def setOptimizeDocConcentration(self, value: bool) -> Hdp:
        """Sets ``optimizeDocConcentration``."""
        return self._set(optimizeDocConcentration=value)

    def setOptimizeTopicConcentration(self, value: bool) -> Hdp:
        """Sets ``optimizeTopicConcentration``."""
        return self._set(optimizeTopicConcentration=value)

    def setPhiThreshold(self, value: float) -> Hdp:
        """Sets ``phiThreshold``."""
        return self._set(phiThreshold=value)

    def setSamples(self, value: int) -> Hdp:
        """Sets ``samples``."""
        return self._set(samples=value)

    def setSeed(self, value: int) -> Hdp:
        """Sets ``seed``."""
        return self._set(seed=value)

    def setSeedModel(self, value: str) -> Hdp:
        """Sets ``seedModel``."""
        return self._set(seedModel=value)

    def setSeedWeight(self, value: float) -> Hdp:
        """Sets ``seedWeight``."""
        return self._set(seedWeight=value)

    def setSeeds(self, value: str) -> Hdp:
        """Sets ``seeds``."""
        return self._set(seeds=value)

    def setStart(self, value: str) -> Hdp:
        """Sets ``start``."""
        return self._set(start=value)

    def setStartPasses(self, value: int) -> Hdp:
        """Sets ``startPasses``."""
        return self._set(startPasses=value)

    def setThinning(self, value: int) -> Hdp:
        """Sets ``thinning``."""
        return self._set(thinning=value)

    def setTopicConcentration(self, value: float) -> Hdp:
        """Sets ``topicConcentration``."""
        return self._set(topicConcentration=value)

    def setTopicDistributionCol(self, value: str) -> Hdp:
        """Sets ``topicDistributionCol``."""
        return self._set(topicDistributionCol=value)

    def setVocabulary(self, value: list[str]) -> Hdp:
        """Sets ``vocabulary``."""
        return self._set(vocabulary=value)

    def getIdCol(self) -> str:
        """``idCol`` in force."""
        return self.getOrDefault(self.idCol)

    def getVocabulary(self) -> list[str]:
        """``vocabulary`` in force."""
        return self.getOrDefault(self.vocabulary)

    def _create_model(self, java_model: Any) -> HdpModel:
        return HdpModel(java_model)
