"""The Spark that Polya runs on: is it there, is it the right one, does it know Polya's jar."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

from polya._failure import Failure

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LINE = "4.1"

#: The setting by which MLflow's autologging learns which models it is to keep.
ALLOWLIST = "spark.mlflow.pysparkml.autolog.logModelAllowlistFile"


def demandPyspark() -> None:
    """Refuses, in one sentence, to be imported without pyspark or beside one of another line."""
    install = f"Run: pip install 'pyspark=={LINE}.*' numpy"
    try:
        import pyspark
    except ImportError:
        raise ImportError(
            f"Cannot import polya: there is no pyspark; Spark {LINE} is needed. {install}"
        ) from None
    if not pyspark.__version__.startswith(LINE + "."):
        raise ImportError(
            f"Cannot import polya: pyspark is {pyspark.__version__}; Spark {LINE} is needed."
            f" {install}"
        )
    try:
        import numpy  # noqa: F401
    except ImportError:
        raise ImportError(
            f"Cannot import polya: there is no numpy, which pyspark.ml needs. {install}"
        ) from None


def jar() -> str:
    """The path of Polya's jar, for ``spark.jars`` or ``--jars``: that of this wheel, or the jar
    that this package was imported from."""
    package = os.path.dirname(os.path.abspath(__file__))
    around = os.path.dirname(package)
    if os.path.isfile(around) and around.endswith(".jar"):
        return around
    jars = os.path.join(package, "jars")
    names = sorted(os.listdir(jars)) if os.path.isdir(jars) else []
    if len(names) != 1:
        raise Failure(
            f"Cannot find Polya's jar: {jars} holds {len(names)}; one is needed."
            " Install the wheel: pip install polya-spark"
        )
    return os.path.join(jars, names[0])


def session(**conf: Any) -> SparkSession:
    """The Spark session that is there, or a new one that knows Polya.

    ``conf`` are settings of Spark, with underscores for points: ``session(master="local[4]",
    spark_driver_memory="8g")``; ``session(**{"spark.driver.memory": "8g"})`` is the same.
    ``master``, ``appName`` and ``remote`` go without ``spark.``; a server of Spark Connect is
    ``remote``, or a ``master`` that begins with ``sc://``, or SPARK_REMOTE. The module of vectors,
    which makes the kernels fast, is given to every JVM by Spark itself.

    Raises Failure where there is no Java, or where a session is there that knows no Polya.
    """
    from pyspark.sql import SparkSession
    from pyspark.sql.utils import is_remote

    names = {"master": "spark.master", "appName": "spark.app.name", "remote": "spark.remote"}
    settings = {
        names.get(name, name if "." in name else name.replace("_", ".")): value
        for name, value in conf.items()
    }
    builder = SparkSession.builder
    if str(settings.get("spark.master")).startswith("sc://"):
        settings["spark.remote"] = settings.pop("spark.master")
    if is_remote() or "spark.remote" in settings or "SPARK_REMOTE" in os.environ:
        return builder.config(map=settings).getOrCreate()
    others = settings.pop("spark.jars", None)
    models = os.path.join(os.path.dirname(os.path.abspath(__file__)), "mlflow_allowlist.txt")
    if os.path.isfile(models):  # Not where this package is in a jar.
        settings.setdefault(ALLOWLIST, models)
    builder = builder.config(map=settings)
    if not _running():
        if not _java():
            raise Failure(
                "Cannot start Spark: there is no Java; 17 or 21 is needed."
                " Install one, or set JAVA_HOME to where it is."
            )
        builder = builder.config("spark.jars", f"{others},{jar()}" if others else jar())
    spark = builder.getOrCreate()
    if not is_remote():
        demandPolya("use this session")
    return spark


def _java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=os.path.join(home, "bin") if home else None) is not None


def _running() -> bool:
    """Whether there is a JVM whose class path is settled."""
    from pyspark import SparkContext

    # The latter is there where spark-submit started Python, and not Python Spark.
    return SparkContext._gateway is not None or "PYSPARK_GATEWAY_PORT" in os.environ


def isRunning() -> bool:
    """Whether there is a classic session that Java can be asked in."""
    from pyspark import SparkContext

    return SparkContext._active_spark_context is not None


def demandPolya(what: str) -> None:
    """Demands, of a session that is no Connect session, that it is there and knows Polya."""
    from py4j.java_gateway import JavaClass  # type: ignore[import-untyped]
    from pyspark import SparkContext

    context = SparkContext._active_spark_context
    if context is None or context._jvm is None:
        raise Failure(
            f"Cannot {what}: no Spark session is running; one is needed."
            " Call polya.session() first."
        )
    if not context.version.startswith(LINE + "."):
        raise Failure(
            f"Cannot {what}: Spark is {context.version}; {LINE} is needed. Unset SPARK_HOME, or"
            f" point it to a Spark {LINE}."
        )
    if not isinstance(context._jvm.polya.models.lda.Lda, JavaClass):
        raise Failure(
            f"Cannot {what}: its Spark was started without Polya's jar, which cannot be added"
            " later. Restart Python and begin with polya.session(), or start Spark with"
            " --jars $(python -c 'import polya; print(polya.jar())')"
        )


def demandClassic(what: str, instead: str) -> None:
    """Demands that this is no Connect session."""
    from pyspark.sql.utils import is_remote

    if is_remote():
        raise Failure(
            f"Cannot {what} over Spark Connect: it shows no methods of models; a classic session"
            f" is needed. {instead}"
        )
