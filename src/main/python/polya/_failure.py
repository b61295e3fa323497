"""What a person can mend, as one sentence and without the stack of Java."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Iterator


class Failure(RuntimeError):
    """Something a person can mend; the text says what, what is allowed, and the remedy.

    ``exitCode`` is that of the commands: 2 usage, 3 input, 4 output in the way, 5 model or corpus,
    6 resources, 75 worth a retry.
    """

    def __init__(self, sentence: str, exitCode: int = 2) -> None:
        super().__init__(sentence)
        self.exitCode = exitCode


@contextmanager
def told() -> Iterator[None]:
    """Raises a failure of Polya in Java as one of Python; anything else stays what it is."""
    try:
        yield
    except Exception as e:
        cause = getattr(e, "java_exception", None)
        while cause is not None:
            if cause.getClass().getName() == "polya.Failure":
                raise Failure(cause.getMessage(), cause.kind().exitCode()) from None
            cause = cause.getCause()
        raise
