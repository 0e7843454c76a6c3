"""A completion read: the model's words, or the failure that it is. Reasoning is no part of an answer."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from openai.types.chat import ChatCompletion, ChatCompletionMessage

from bridge.domain.article import ModelCall
from bridge.engines.openai_compatible.failures import Failure

_THOUGHT = re.compile(r"<(think|thinking|reasoning|thought)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"\A\s*```\w*\s*|\s*```\s*\Z")
#: Some templates open the block in the prompt, so that the answer only closes it.
_THOUGHT_END = re.compile(r"\A(?:(?!<think)[\s\S])*?</think(?:ing)?>", re.IGNORECASE)
_REFUSAL = re.compile(
    r"\A[\s*_]*(?:(?:(?:je suis |vraiment )*désolée?,?\s*(?:mais )?)?"
    r"je (?:ne (?:peux|suis) pas|refuse|dois refuser)[^.\n]{0,40}?"
    r"\b(?:aider|répondre|réécrire|traduire|fournir|rédiger|traiter|écrire|produire|générer|satisfaire|demande)"
    r"|(?:i['’]m |i am )?(?:very )?sorry,?\s*(?:but )?i (?:can['’]?t|cannot|can not|won['’]t|am (?:not able|unable))"
    r"|i (?:can['’]?t|cannot|won['’]t|am unable to|must decline))",
    re.IGNORECASE,
)
#: A refusal is short, and speaks of the task: an article may well begin with « Je ne peux pas ».
_REFUSAL_LENGTH = 600


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What came back: ``text`` without reasoning, ``finish`` the server's reason; ``thought``: the model reasons."""

    text: str
    finish: str
    refusal: str
    thought: bool
    call: ModelCall

    @property
    def is_json(self) -> bool:
        """Whether the text is a JSON object, with or without the fence that many models put round it."""
        try:
            return isinstance(json.loads(_FENCE.sub("", self.text)), dict)
        except (ValueError, RecursionError):
            return False

    def words(self) -> str:
        """The text, or the Failure that the reply is."""
        if self.refusal:
            raise Failure("model.refused", self.refusal)
        if self.finish == "content_filter":
            raise Failure("model.filtered", self.text)
        if self.finish == "length":
            raise Failure(
                "model.truncated" if self.text or not self.thought else "model.thought_only", self.text[-200:]
            )
        if not self.text:
            raise Failure("model.thought_only" if self.thought else "model.empty")
        if len(self.text) <= _REFUSAL_LENGTH and _REFUSAL.match(self.text):
            raise Failure("model.refused", self.text)
        return self.text


def reply_of(completion: ChatCompletion, *, model: str, seconds: float, purpose: str) -> Reply:
    """A completion, as far as it can be understood."""
    call = _call(completion, model=model, seconds=seconds, purpose=purpose)
    if not completion.choices:
        return Reply(text="", finish="", refusal="", thought=False, call=call)
    choice = completion.choices[0]
    said = _text(choice.message)
    text = _without_thoughts(said)
    reasoning = getattr(choice.message, "reasoning_content", None) or getattr(choice.message, "reasoning", None)
    return Reply(
        text=text,
        finish=str(choice.finish_reason or ""),
        refusal=choice.message.refusal or "",
        thought=bool(reasoning) or text != said.strip(),
        call=call,
    )


def _without_thoughts(text: str) -> str:
    if "</think" in text.lower():
        text = _THOUGHT_END.sub("", text, count=1)
    return (_THOUGHT.sub("", text) if "<" in text else text).strip()


def _text(message: ChatCompletionMessage) -> str:
    """What the model said; some servers send it in parts."""
    content: object = message.content
    if isinstance(content, list):
        return "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    return content if isinstance(content, str) else ""


def _call(completion: ChatCompletion, *, model: str, seconds: float, purpose: str) -> ModelCall:
    usage = completion.usage
    details = usage.prompt_tokens_details if usage else None
    return ModelCall(
        model=completion.model or model,
        prompt_tokens=usage.prompt_tokens if usage else None,
        completion_tokens=usage.completion_tokens if usage else None,
        cached_tokens=details.cached_tokens if details else None,
        seconds=round(seconds, 3),
        purpose=purpose,
    )
