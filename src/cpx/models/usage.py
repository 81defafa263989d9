"""What a run asked for and what it cost: tokens, money where the price is known, and the budget that ends it."""

import json
import math
import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from cpx.errors import Missing, Refused, Stopped
from cpx.models.ask import Usage

MILLION = 1_000_000


class Price(NamedTuple):
    """Dollars for a million tokens."""

    prompt: float
    completion: float

    def of(self, prompt: int, completion: int) -> float:
        return (prompt * self.prompt + completion * self.completion) / MILLION


PRICES = {
    **{"gpt-5": Price(1.25, 10), "gpt-5-mini": Price(0.25, 2), "gpt-5-nano": Price(0.05, 0.4)},
    **{"gpt-4.1": Price(2, 8), "gpt-4.1-mini": Price(0.4, 1.6), "gpt-4o": Price(2.5, 10), "gpt-4o-mini": Price(0.15, 0.6)},
    **{"gemini-2.5-pro": Price(1.25, 10), "gemini-2.5-flash": Price(0.3, 2.5), "claude-sonnet-4-5": Price(3, 15)},
}
"""List prices of autumn 2025; --price says what holds today. A model that is not here has no known price, whatever it is called like."""


class Account:
    """Counts a model's requests and tokens, from any thread."""

    def __init__(self, model: str, price: Price | None = None) -> None:
        self.model, self.price = model, price or PRICES.get(model)
        self.requests = self.cached = self.unknown = self.prompt = self.completion = 0
        self._lock = threading.Lock()

    def count(self, usage: Usage) -> None:
        """An answer."""
        with self._lock:
            self.requests += 1
            self.unknown += usage.prompt is None or usage.completion is None
            self.prompt += usage.prompt or 0
            self.completion += usage.completion or 0

    def reuse(self) -> None:
        """Before an answer from the cache."""
        with self._lock:
            self.cached += 1

    def spent(self, unit: "Unit") -> float:
        return self.price.of(self.prompt, self.completion) if unit == "dollars" and self.price else self.prompt + self.completion

    def told(self) -> dict[str, Any]:
        """For --usage: counts, and the cost where it is known."""
        counts = {"requests": self.requests, "cached": self.cached, "prompt_tokens": self.prompt, "completion_tokens": self.completion}
        unknown = {"requests_without_usage": self.unknown} if self.unknown else {}
        cost = round(self.price.of(self.prompt, self.completion), 6) if self.price and not self.unknown else None
        return {"model": self.model, **counts, **unknown, "cost": cost}

    def forecast(self, records: int) -> str:
        """What a thousand records would take, if all are like these."""
        if not (self.requests and records):
            return f"nothing was asked of {self.model}: all is in the cache, or there are no records"
        each = 1000 / records
        cost = (
            f"${self.price.of(self.prompt, self.completion) * each:,.2f}"
            if self.price
            else "cost unknown: say the price with --price IN:OUT"
        )
        tokens = f"{self.prompt * each:,.0f} tokens in, {self.completion * each:,.0f} out"
        return f"1,000 records like these would take about {self.requests * each:,.0f} requests to {self.model}: {tokens}, {cost}"

    def __str__(self) -> str:
        told = self.told()
        cost = "cost unknown" if told["cost"] is None else f"${told['cost']:.2f}"
        least = "at least " if self.unknown else ""
        asked = (
            f"{self.requests:,} {'request' if self.requests == 1 else 'requests'} to {self.model}, {self.cached:,} answered from the cache"
        )
        return f"{asked}; {least}{self.prompt:,} tokens in, {self.completion:,} out, {cost}"


Unit = Literal["dollars", "tokens"]


class Budget:
    """The most that the models of a run may use together; each request that is out is expected to cost as much as the dearest so far."""

    def __init__(self, most: float = math.inf, unit: Unit = "tokens") -> None:
        self.most, self.unit = most, unit
        self.accounts: list[Account] = []
        self._out = 0
        self._dearest: float | None = None
        self._ended = threading.Condition()

    def share(self, account: Account) -> Account:
        """An account that this budget counts; raises Refused where its cost could not be known."""
        if self.unit == "dollars" and account.price is None:
            raise Refused(f"the price of {account.model} is not known, so --budget cannot be held; say it with --price IN:OUT")
        self.accounts.append(account)
        return account

    def begin(self) -> None:
        """Before a request: waits for others where all together could break the budget; raises Stopped where it alone could."""
        with self._ended:
            while not self._fits():
                if not self._out:
                    raise Stopped(f"the budget of {self} is spent; raise --budget and go on with -o FILE --resume")
                self._ended.wait()
            self._out += 1

    def end(self, account: Account, usage: Usage | None) -> None:
        """After it; None where it failed."""
        with self._ended:
            self._out -= 1
            if usage is not None:
                before = account.spent(self.unit)
                account.count(usage)
                self._dearest = max(self._dearest or 0.0, account.spent(self.unit) - before)
            self._ended.notify_all()

    def _fits(self) -> bool:
        """Whether one more may go out; the first goes alone, to learn from it."""
        if self.most == math.inf:
            return True
        spent = sum(account.spent(self.unit) for account in self.accounts)
        if self._dearest is None:
            return not self._out and spent < self.most
        return spent + self._dearest * (self._out + 1) <= self.most

    def __str__(self) -> str:
        return f"${self.most:g}" if self.unit == "dollars" else f"{self.most:,.0f} tokens"


def writable(path: Path) -> None:
    """Raises Missing where no line could be added to the file, before anything is paid for."""
    there = os.path.exists(path)
    if there and not os.path.isfile(path):  # a pipe's reader would take the closing for the end
        return
    try:
        open(path, "a").close()
        if not there:
            path.unlink()
    except OSError as error:
        raise Missing(f"cannot write {path}: {error.strerror}; choose another file with --usage") from None


def write(path: Path, told: Mapping[str, Any]) -> None:
    """Add a line to the file."""
    try:
        with open(path, "a") as file:
            file.write(json.dumps(told) + "\n")
    except OSError as error:
        raise Stopped(f"cannot write {path}: {error.strerror}; choose another file with --usage") from None
