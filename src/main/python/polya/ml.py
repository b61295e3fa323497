"""Held-out perplexity by document completion, for a CrossValidator over topic models. From texts to vectors of counts in one stage, as ``ingest`` reads them."""

# Written by PythonStagesTest from what Java declares: change it there.

from __future__ import annotations

from typing import Any

from pyspark import keyword_only
from pyspark.ml.param import Param, Params, TypeConverters

from polya._stages import AnalyzerModel, Estimator, Evaluator, Saved

__all__ = ["PerplexityEvaluator", "TextAnalyzerModel", "TextAnalyzer"]


class _PerplexityEvaluatorParams(Params):
    heldOutCol: Param[str] = Param(
        Params._dummy(),
        "heldOutCol",
        "Column of scores that the model added.",
        typeConverter=TypeConverters.toString,
    )

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._setDefault(
            heldOutCol="heldOut",
        )

    def getHeldOutCol(self) -> str:
        """``heldOutCol`` in force."""
        return self.getOrDefault(self.heldOutCol)


class PerplexityEvaluator(Evaluator, _PerplexityEvaluatorParams, Saved["PerplexityEvaluator"]):
    """Held-out perplexity by document completion, for a CrossValidator over topic models."""

    @keyword_only
    def __init__(
        self,
        *,
        heldOutCol: str = "heldOut",
    ) -> None:
        given: dict[str, Any] = self._input_kwargs  # type: ignore[attr-defined]
        super().__init__()
        self._java_obj = self._companion()
        self.setParams(**given)

    def setHeldOutCol(self, value: str) -> PerplexityEvaluator:
        """Sets ``heldOutCol``."""
        return self._set(heldOutCol=value)


class _TextAnalyzerParams(Params):
    foldAccents: Param[bool] = Param(
        Params._dummy(),
        "foldAccents",
        "Whether letters lose accents.",
        typeConverter=TypeConverters.toBoolean,
    )
    inputCol: Param[str] = Param(
        Params._dummy(),
        "inputCol",
        "Column of texts, or of arrays of words that were cut before.",
        typeConverter=TypeConverters.toString,
    )
    keepPattern: Param[str] = Param(
        Params._dummy(),
        "keepPattern",
        "Keep words that this expression matches; unset is all.",
        typeConverter=TypeConverters.toString,
    )
    language: Param[str] = Param(
        Params._dummy(),
        "language",
        "How texts are cut: simple | standard | whitespace | en | de | fr | es | it | nl | "
        "pt | ru | cjk | zh | ja | ko.",
        typeConverter=TypeConverters.toString,
    )
    maxDocumentFrequency: Param[float] = Param(
        Params._dummy(),
        "maxDocumentFrequency",
        "Largest share of documents of a term, to 1.",
        typeConverter=TypeConverters.toFloat,
    )
    maxVocabulary: Param[int] = Param(
        Params._dummy(),
        "maxVocabulary",
        "Keep so many frequent terms; unset is 5,000,000.",
        typeConverter=TypeConverters.toInt,
    )
    minDocumentFrequency: Param[int] = Param(
        Params._dummy(),
        "minDocumentFrequency",
        "Fewest documents of a term, ≥ 1.",
        typeConverter=TypeConverters.toInt,
    )
    minTokenLength: Param[int] = Param(
        Params._dummy(),
        "minTokenLength",
        "The shortest word, ≥ 1.",
        typeConverter=TypeConverters.toInt,
    )
    ngrams: Param[int] = Param(
        Params._dummy(),
        "ngrams",
        "The longest n-gram, 1 to 5; 1 is none.",
        typeConverter=TypeConverters.toInt,
    )
    numbers: Param[str] = Param(
        Params._dummy(),
        "numbers",
        "What becomes of numbers: keep | drop | mask.",
        typeConverter=TypeConverters.toString,
    )
    outputCol: Param[str] = Param(
        Params._dummy(),
        "outputCol",
        "New column of vectors of counts.",
        typeConverter=TypeConverters.toString,
    )
    phraseConnectors: Param[list[str]] = Param(
        Params._dummy(),
        "phraseConnectors",
        "Words that may stand inside one.",
        typeConverter=TypeConverters.toListString,
    )
    phraseMinCount: Param[int] = Param(
        Params._dummy(),
        "phraseMinCount",
        "How often a phrase occurs at least, ≥ 1.",
        typeConverter=TypeConverters.toInt,
    )
    phraseThreshold: Param[float] = Param(
        Params._dummy(),
        "phraseThreshold",
        "What its NPMI is above, -1 to 1.",
        typeConverter=TypeConverters.toFloat,
    )
    phrases: Param[int] = Param(
        Params._dummy(),
        "phrases",
        "Rounds of joining phrases, 0 to 10; 0 is none.",
        typeConverter=TypeConverters.toInt,
    )
    stem: Param[str] = Param(
        Params._dummy(),
        "stem",
        "How far endings are taken off: none | light | full.",
        typeConverter=TypeConverters.toString,
    )
    stopWords: Param[str] = Param(
        Params._dummy(),
        "stopWords",
        "Words to leave out, with commas between: none, english, en, de, …, auto, +word, "
        "-word. No files.",
        typeConverter=TypeConverters.toString,
    )
    stripHtml: Param[bool] = Param(
        Params._dummy(),
        "stripHtml",
        "Whether tags of HTML are taken out.",
        typeConverter=TypeConverters.toBoolean,
    )

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._setDefault(
            foldAccents=False,
            inputCol="text",
            language="simple",
            maxDocumentFrequency=1.0,
            minDocumentFrequency=1,
            minTokenLength=1,
            ngrams=1,
            numbers="keep",
            outputCol="features",
            phraseConnectors=[],
            phraseMinCount=10,
            phraseThreshold=0.5,
            phrases=0,
            stem="none",
            stopWords="none",
            stripHtml=False,
        )

    def getFoldAccents(self) -> bool:
        """``foldAccents`` in force."""
        return self.getOrDefault(self.foldAccents)

    def getInputCol(self) -> str:
        """``inputCol`` in force."""
        return self.getOrDefault(self.inputCol)

    def getKeepPattern(self) -> str:
        """``keepPattern`` in force."""
        return self.getOrDefault(self.keepPattern)

    def getLanguage(self) -> str:
        """``language`` in force."""
        return self.getOrDefault(self.language)

    def getMaxDocumentFrequency(self) -> float:
        """``maxDocumentFrequency`` in force."""
        return self.getOrDefault(self.maxDocumentFrequency)

    def getMaxVocabulary(self) -> int:
        """``maxVocabulary`` in force."""
        return self.getOrDefault(self.maxVocabulary)

    def getMinDocumentFrequency(self) -> int:
        """``minDocumentFrequency`` in force."""
        return self.getOrDefault(self.minDocumentFrequency)

    def getMinTokenLength(self) -> int:
        """``minTokenLength`` in force."""
        return self.getOrDefault(self.minTokenLength)

    def getNgrams(self) -> int:
        """``ngrams`` in force."""
        return self.getOrDefault(self.ngrams)

    def getNumbers(self) -> str:
        """``numbers`` in force."""
        return self.getOrDefault(self.numbers)

    def getOutputCol(self) -> str:
        """``outputCol`` in force."""
        return self.getOrDefault(self.outputCol)

    def getPhraseConnectors(self) -> list[str]:
        """``phraseConnectors`` in force."""
        return self.getOrDefault(self.phraseConnectors)

    def getPhraseMinCount(self) -> int:
        """``phraseMinCount`` in force."""
        return self.getOrDefault(self.phraseMinCount)

    def getPhraseThreshold(self) -> float:
        """``phraseThreshold`` in force."""
        return self.getOrDefault(self.phraseThreshold)

    def getPhrases(self) -> int:
        """``phrases`` in force."""
        return self.getOrDefault(self.phrases)

    def getStem(self) -> str:
        """``stem`` in force."""
        return self.getOrDefault(self.stem)

    def getStopWords(self) -> str:
        """``stopWords`` in force."""
        return self.getOrDefault(self.stopWords)

    def getStripHtml(self) -> bool:
        """``stripHtml`` in force."""
        return self.getOrDefault(self.stripHtml)


class TextAnalyzerModel(AnalyzerModel, _TextAnalyzerParams, Saved["TextAnalyzerModel"]):
    """The analysis of a TextAnalyzer and the vocabulary that it found."""


class TextAnalyzer(Estimator["TextAnalyzerModel"], _TextAnalyzerParams, Saved["TextAnalyzer"]):
    """From texts to vectors of counts in one stage, as ``ingest`` reads them."""

    @keyword_only
    def __init__(
        self,
        *,
        foldAccents: bool = False,
        inputCol: str = "text",
        keepPattern: str | None = None,
        language: str = "simple",
        maxDocumentFrequency: float = 1.0,
        maxVocabulary: int | None = None,
        minDocumentFrequency: int = 1,
        minTokenLength: int = 1,
        ngrams: int = 1,
        numbers: str = "keep",
        outputCol: str = "features",
        phraseConnectors: list[str] = [],
        phraseMinCount: int = 10,
        phraseThreshold: float = 0.5,
        phrases: int = 0,
        stem: str = "none",
        stopWords: str = "none",
        stripHtml: bool = False,
    ) -> None:
        given: dict[str, Any] = self._input_kwargs  # type: ignore[attr-defined]
        super().__init__()
        self._java_obj = self._companion()
        self.setParams(**given)

    def setFoldAccents(self, value: bool) -> TextAnalyzer:
        """Sets ``foldAccents``."""
        return self._set(foldAccents=value)

    def setInputCol(self, value: str) -> TextAnalyzer:
        """Sets ``inputCol``."""
        return self._set(inputCol=value)

    def setKeepPattern(self, value: str) -> TextAnalyzer:
        """Sets ``keepPattern``."""
        return self._set(keepPattern=value)

    def setLanguage(self, value: str) -> TextAnalyzer:
        """Sets ``language``."""
        return self._set(language=value)

    def setMaxDocumentFrequency(self, value: float) -> TextAnalyzer:
        """Sets ``maxDocumentFrequency``."""
        return self._set(maxDocumentFrequency=value)

    def setMaxVocabulary(self, value: int) -> TextAnalyzer:
        """Sets ``maxVocabulary``."""
        return self._set(maxVocabulary=value)

    def setMinDocumentFrequency(self, value: int) -> TextAnalyzer:
        """Sets ``minDocumentFrequency``."""
        return self._set(minDocumentFrequency=value)

    def setMinTokenLength(self, value: int) -> TextAnalyzer:
        """Sets ``minTokenLength``."""
        return self._set(minTokenLength=value)

    def setNgrams(self, value: int) -> TextAnalyzer:
        """Sets ``ngrams``."""
        return self._set(ngrams=value)

    def setNumbers(self, value: str) -> TextAnalyzer:
        """Sets ``numbers``."""
        return self._set(numbers=value)

    def setOutputCol(self, value: str) -> TextAnalyzer:
        """Sets ``outputCol``."""
        return self._set(outputCol=value)

    def setPhraseConnectors(self, value: list[str]) -> TextAnalyzer:
        """Sets ``phraseConnectors``."""
        return self._set(phraseConnectors=value)

    def setPhraseMinCount(self, value: int) -> TextAnalyzer:
        """Sets ``phraseMinCount``."""
        return self._set(phraseMinCount=value)

    def setPhraseThreshold(self, value: float) -> TextAnalyzer:
        """Sets ``phraseThreshold``."""
        return self._set(phraseThreshold=value)

    def setPhrases(self, value: int) -> TextAnalyzer:
        """Sets ``phrases``."""
        return self._set(phrases=value)

    def setStem(self, value: str) -> TextAnalyzer:
        """Sets ``stem``."""
        return self._set(stem=value)

    def setStopWords(self, value: str) -> TextAnalyzer:
        """Sets ``stopWords``."""
        return self._set(stopWords=value)

    def setStripHtml(self, value: bool) -> TextAnalyzer:
        """Sets ``stripHtml``."""
        return self._set(stripHtml=value)

    def _create_model(self, java_model: Any) -> TextAnalyzerModel:
        return TextAnalyzerModel(java_model)
