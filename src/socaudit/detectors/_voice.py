"""Who speaks: an agent for a company, or a customer, as far as one message tells."""

from __future__ import annotations

import re

_COMPANY = re.compile(
    r"\b(?:we|we're|we've|we'll|we'd|our|i've (?:updated|raised|sent|passed|checked|booked)|i can (?:see|confirm)"
    r"|i(?:'ll| will) (?:pass|check|look|get|send|raise)|raised it|your (?:case|ticket|reference|account"
    r"|booking|order|parcel) (?:number |SR-?)?"
    r"|dm us|let us|sorry for (?:the|any) (?:wait|delay|inconvenience|trouble)|(?:could|can"
    r"|would) you (?:please |kindly )?(?:dm|confirm|send|provide|let|try|check)"
    r"|(?:please|pls) (?:dm|pm|send|provide|confirm|reach|contact|follow|try|drop|pop|e-?mail|visit|use|allow|bear"
    r"|get in touch|accept|head|fill|complete|note|share|keep|feel free|give us|click|message|check)"
    r"|(?:thank you|thanks|thank u) (?:so much )?for (?:your (?:review|feedback|patience|message|order|custom|email"
    r"|comments|tweet|post|kind)|(?:reaching|getting) (?:out|in touch|back)|contacting|letting us|bringing|flagging"
    r"|choosing|sharing|staying|visiting|taking the time)"
    r"|happy to help|get in touch (?:with us|at|via)|(?:speaking|chatting) (?:with|to)|let me (?:check|look|get)"
    r"|i(?:'ll| will) be (?:looking|helping|assisting)|your (?:query|patience|stay|visit|feedback|comments)"
    r"|apologies for|glad (?:it's|it is|you)|hope (?:that|this) helps|on its way|sorted (?:now )?for you"
    r"|dm'?d you|sent you a (?:dm|pm|message)|replied to your|which store|try again)\b",
    re.IGNORECASE,
)
_CUSTOMER = re.compile(
    r"\b(?:my(?! (?:colleagues?|team|end|apologies|side|name is|pleasure))|mine|i want|i need|i ordered|i paid"
    r"|i was|i bought|i have been|i've been|i'm waiting|i live"
    r"|we live)\b",
    re.IGNORECASE,
)


def speaks_for_company(text: str) -> bool:
    """Return whether `text` reads like an agent's reply: 'we', 'your case', and nothing of the writer's own."""
    return _COMPANY.search(text) is not None and not speaks_for_self(text)


def speaks_for_self(text: str) -> bool:
    """Return whether `text` speaks of what is the writer's own, as a customer's does."""
    return _CUSTOMER.search(text) is not None
