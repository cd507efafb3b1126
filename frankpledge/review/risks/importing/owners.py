"""Whom a register means by an owner: a body of the area, a post; or perhaps a person."""

from dataclasses import dataclass
from datetime import date

from frankpledge.actions.importing.owners import index_of, key, read_owner
from frankpledge.documents.tables.shapes import Problem
from frankpledge.partnership.models import Body
from frankpledge.review.risks.importing.reading import WantedRisk
from frankpledge.review.risks.models import Risk
from frankpledge.shared.words import spell_list


@dataclass(frozen=True)
class RiskOwner:
    """An owner as the register keeps it, and what was wrong or odd."""

    body: Body | None = None
    post: str = ""
    problem: Problem | None = None
    warnings: tuple[Problem, ...] = ()


class Owners:
    """The bodies of an area by their names on a day, and the names of other areas' bodies."""

    def __init__(self, area: int, on: date) -> None:
        every = list(Body.objects.with_names())
        self.bodies = {one.slug: one for one in every if one.area_id == area}
        self.index = index_of(
            {
                slug: {one.name_on(on), one.short_on(on), one.welsh_on(on), slug}
                for slug, one in self.bodies.items()
            }
        )
        self.on = on
        others = (one for one in every if one.area_id != area)
        self.others = {key(name) for one in others for name in (one.name_on(on), one.short_on(on))}

    def read(self, row: WantedRisk, held: Risk | None) -> RiskOwner:
        """The owner of a row; a body of another area is a problem, a person's name a warning."""
        if key(row.owner) in self.others and key(row.owner) not in self.index:
            expected = "a body of this area; this one is another area’s"
            return RiskOwner(problem=Problem(row.where, row.head("owner"), row.owner, expected))
        found = read_owner(row.owner, self.index) if row.owner else None
        post = self._post(row, held)
        if found is None:
            return post
        warnings = list(post.warnings)
        if len(found.bodies) > 1:
            names = spell_list([self.bodies[slug].short_on(self.on) for slug in found.bodies])
            said = f"one body; it names {names}, so the first is taken"
            warnings.append(Problem(row.where, row.head("owner"), row.owner, said))
        for name in found.names:
            said = "a body or a post; this may be a person’s name, and is left out"
            warnings.append(Problem(row.where, row.head("owner"), name, said))
        body = self.bodies[found.bodies[0]] if found.bodies else None
        words = post.post or "; ".join(found.posts)[:200]
        return RiskOwner(body, words, None, tuple(warnings))

    def _post(self, row: WantedRisk, held: Risk | None) -> RiskOwner:
        if not row.post or (held and row.post == held.owner_post):
            return RiskOwner(post=row.post)
        names = read_owner(row.post, self.index).names
        if not names:
            return RiskOwner(post=row.post)
        said = "a post; this may be a person’s name, and is left out"
        return RiskOwner(warnings=(Problem(row.where, row.head("post"), row.post, said),))
