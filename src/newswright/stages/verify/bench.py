"""The bench before which sentences are judged: the evidence of one story, indexed once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from newswright.records.drafts import Check, Finding, Verdict
from newswright.records.ids import OriginId, ReportId
from newswright.records.reports import Passage, Report
from newswright.stages.verify import (
    alignment,
    binding,
    certainty,
    conduct,
    edits,
    facts,
    invention,
    judge,
    named,
    offices,
    predicates,
    relation,
    speech,
    swaps,
    voices,
    weigh,
)
from newswright.stages.verify.alignment import Alignment
from newswright.stages.verify.claim import Attributions, Claim
from newswright.stages.verify.evidence import Evidence
from newswright.stages.verify.ground import Ground, Index, Line, Witness, align
from newswright.stages.verify.policy import DEFAULT, VerifyPolicy


class Bench:
    """Judges sentences against a fixed set of reports. Deterministic; each report is read once, and only as far as needed."""

    def __init__(self, reports: Mapping[ReportId, Report], *, policy: VerifyPolicy = DEFAULT) -> None:
        """Read and index the reports of one story."""
        self.policy = policy
        self.witnesses = {report_id: Witness(report) for report_id, report in reports.items()}
        self.index = Index(self.witnesses)
        self._indexed: dict[frozenset[ReportId], Evidence] = {}
        self._attributions = Attributions(witness.report.outlet for witness in self.witnesses.values())

    def read(self) -> None:
        """Read all evidence now, once; otherwise it is read piece by piece, as sentences ask for it."""
        for witness in self.witnesses.values():
            witness.read()
        self._evidence(None)

    def judge(
        self,
        text: str,
        cites: Sequence[Passage] | None,
        *,
        n: int = 0,
        origins: Mapping[ReportId, OriginId] | None = None,
        is_excerpt: bool | None = None,
        language: str | None = None,
    ) -> Verdict:
        """Judge one sentence against what it cites; against all reports where `cites` is None.

        `is_excerpt` says how the sentence was made: True, taken from a source as it stands; False, written; None, unknown: then
        copying and loaded words are found and named, but do not make it unsupported. `language` is the report's by default.
        """
        broken = list(self._broken(cites))
        if broken:
            return Verdict(n=n, is_supported=False, p_supported=0.0, findings=tuple(broken))
        claim = self._attributions.claim(text, language or self._language(cites), is_excerpt=is_excerpt)
        ground = self._ground(claim, cites)
        if not ground.lines:
            return self._empty(claim, n)
        return self._weighed(claim, ground, n, origins or {}, cites)

    def aligned(self, text: str, *, language: str | None = None) -> tuple[Alignment, list[Finding]]:
        """Lay one sentence beside all reports, with what the exact checks find, for fitting the judge."""
        claim = self._attributions.claim(text, language or self._language(None))
        ground = self._ground(claim, None)
        found = list(self._checked(claim, ground, {})) if ground.lines else []
        return alignment.align(claim, self._evidence(None)), found

    def _broken(self, cites: Sequence[Passage] | None) -> Iterator[Finding]:
        """A citation that leads nowhere."""
        if cites is None:
            return
        if not cites:
            yield Finding(check=Check.CITATION, message="It cites nothing.", expected="a passage of a report")
        for cite in cites:
            witness = self.witnesses.get(cite.report_id)
            if witness is None:
                yield Finding(check=Check.CITATION, message="It cites an unknown report.", found=str(cite.report_id))
            elif cite.revision != witness.report.revision:
                yield Finding(
                    check=Check.CITATION,
                    message="It cites another revision of the report.",
                    found=str(cite.revision),
                    expected=str(witness.report.revision),
                )
            elif not 0 <= cite.start < cite.end <= len(witness.report.text) or not cite.of(witness.report.text).strip():
                yield Finding(
                    check=Check.CITATION,
                    message="It cites a passage that the report does not have.",
                    found=f"{cite.start}–{cite.end}",
                    expected=f"within 0–{len(witness.report.text)}",
                )

    def _language(self, cites: Sequence[Passage] | None) -> str:
        ids: Iterable[ReportId] = [cite.report_id for cite in cites] if cites else self.witnesses
        return next((self.witnesses[report_id].report.language for report_id in ids), "und")

    def _ground(self, claim: Claim, cites: Sequence[Passage] | None) -> Ground:
        policy = self.policy
        if cites is None:
            found = [line for part in claim.parts for line in self.index.search(part.content, policy)]
            lines = tuple(dict.fromkeys(found))
            return Ground(lines, lines, is_given=False, n_before=policy.name_sentences_before)
        cited = tuple(dict.fromkeys(line for cite in cites for line in self._lines(cite)))
        if len(cited) == 1:
            return Ground(cited, cited, n_before=policy.name_sentences_before)
        aligned = [
            line for part in claim.parts for line in align(cited, self.index.weigh(dict.fromkeys(part.content)), policy)
        ]
        best = tuple(dict.fromkeys(aligned)) or cited[:1]
        n_lines = max((len(list(self._lines(cite))) for cite in cites), default=0)
        is_wide = n_lines > policy.max_passage_sentences
        return Ground(best if is_wide else cited, best, is_given=not is_wide, n_before=policy.name_sentences_before)

    def _lines(self, cite: Passage) -> Iterator[Line]:
        witness = self.witnesses[cite.report_id]
        for index in witness.between(cite.start, cite.end):
            yield Line(witness, index)

    def _empty(self, claim: Claim, n: int) -> Verdict:
        finding = Finding(check=Check.UNSUPPORTED, message="No report says anything like it.", found=claim.text[:80])
        return Verdict(n=n, is_supported=False, p_supported=0.02, findings=(finding,))

    def _weighed(
        self,
        claim: Claim,
        ground: Ground,
        n: int,
        origins: Mapping[ReportId, OriginId],
        cites: Sequence[Passage] | None,
    ) -> Verdict:
        policy = self.policy
        evidence = tuple(line.passage for line in ground.best)
        manner = [*conduct.loaded(claim, ground), *conduct.copying(claim, ground, policy)]
        if _is_verbatim(claim, ground):
            findings = list(conduct.sensitive(claim, ground, origins, policy))
            p_supported = 0.99
        else:
            findings = list(self._checked(claim, ground, origins))
            beside = alignment.align(claim, self._evidence(cites))
            p_supported = judge.probability(beside, findings)
            findings += weigh.uncovered(claim, ground, self.index, policy)
            if not findings and cites is not None:
                findings += invention.added(claim, beside.evidence, ground, policy)
            if not findings and cites is not None and not claim.is_excerpt:
                findings += predicates.unborne(claim, ground)
            if not findings:
                findings += weigh.unbelieved(claim, beside, p_supported, policy, is_cited=cites is not None)
        is_supported = not findings and (claim.is_excerpt is None or not manner)
        return Verdict(
            n=n,
            is_supported=is_supported,
            p_supported=round(p_supported, 4),
            findings=(*findings, *manner),
            evidence=evidence,
        )

    def _evidence(self, cites: Sequence[Passage] | None) -> Evidence:
        """The cited reports' words, or all reports', in a row: each set is indexed once."""
        key = frozenset(cite.report_id for cite in cites) if cites else frozenset(self.witnesses)
        if key not in self._indexed:
            chosen = [witness for report_id, witness in self.witnesses.items() if report_id in key]
            self._indexed[key] = Evidence(
                reading for witness in chosen for reading in (witness.title, *witness.readings)
            )
        return self._indexed[key]

    def _checked(self, claim: Claim, ground: Ground, origins: Mapping[ReportId, OriginId]) -> Iterator[Finding]:
        policy = self.policy
        yield from facts.numbers(claim, ground, policy)
        yield from facts.moments(claim, ground, policy)
        attributed = list(speech.attributions(claim, ground, claim.outlets, policy))
        yield from attributed
        unnamed = {finding.found for finding in attributed}
        yield from (
            f
            for f in named.names(claim, ground, policy)
            if not any(f.found in name or name in f.found for name in unnamed)
        )
        yield from offices.held(claim, ground)
        yield from speech.quoted(claim, ground, policy)
        yield from voices.borrowed(claim, ground)
        yield from _once([*certainty.flags(claim, ground, policy), *edits.turns(claim, ground, policy)])
        yield from edits.additions(claim, ground, policy)
        yield from swaps.kinds(claim, ground, policy)
        yield from swaps.quantifiers(claim, ground, policy)
        yield from _once([*relation.flags(claim, ground, policy), *binding.moved(claim, ground, policy)])
        yield from conduct.sensitive(claim, ground, origins, policy)


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The first finding of each check: two ways of seeing one fault are one."""
    seen: set[Check] = set()
    for finding in findings:
        if finding.check not in seen:
            seen.add(finding.check)
            yield finding


def _is_verbatim(claim: Claim, ground: Ground) -> bool:
    """Whether it is what a cited sentence, or several in a row, say to the word, a dateline aside, and its outlets are cited."""
    cited = {witness.report.outlet for witness in ground.witnesses}
    if not set(claim.outlets) <= cited:
        return False
    said = claim.body.bare
    sources = [line.reading.bare for line in ground.lines]
    if said in sources or any(said == line.reading.bare_undated for line in ground.lines):
        return True
    n = len(claim.parts)
    return n > 1 and any(said == " ".join(sources[start : start + n]) for start in range(len(sources)))
