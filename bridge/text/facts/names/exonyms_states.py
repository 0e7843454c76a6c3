"""States, provinces and counties that newspapers write in short behind a town: "Duluth, Minn.", "Bath, Som.".

One line is many entries between ``|``: the French name, behind ``=`` the other names, behind ``:`` the short ones. From
the lists of state abbreviations that English-language style guides have in common, and the Royal Mail’s former postal
counties.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

_STATES = """
Alabama:Ala.,AL|Alaska:AK|Arizona:Ariz.,AZ|Arkansas:Ark.,AR|Californie=California:Calif.,Cal.,CA|Colorado:Colo.,CO
Connecticut:Conn.,CT|Delaware:Del.,DE|Floride=Florida:Fla.,FL|Géorgie=Georgia:Ga.,GA|Hawaï=Hawaii:HI|Idaho:ID
Illinois:Ill.,IL|Indiana:Ind.,IN|Iowa:IA|Kansas:Kan.,Kans.,KS|Kentucky:Ky.,KY|Louisiane=Louisiana:La.,LA|Maine:Me.,ME
Maryland:Md.,MD|Massachusetts:Mass.,MA|Michigan:Mich.,MI|Minnesota:Minn.,MN|Mississippi:Miss.,MS|Missouri:Mo.,MO
Montana:Mont.,MT|Nebraska:Neb.,Nebr.,NE|Nevada:Nev.,NV|New Hampshire:N.H.,NH|New Jersey:N.J.,NJ|New York:N.Y.,NY
Nouveau-Mexique=New Mexico:N.M.,NM|Caroline du Nord=North Carolina:N.C.,NC|Caroline du Sud=South Carolina:S.C.,SC
Dakota du Nord=North Dakota:N.D.,ND|Dakota du Sud=South Dakota:S.D.,SD|Ohio:OH|Oklahoma:Okla.,OK|Oregon:Ore.,OR
Pennsylvanie=Pennsylvania:Pa.,Penn.,PA|Rhode Island:R.I.,RI|Tennessee:Tenn.,TN|Texas:Tex.,TX|Utah:UT|Vermont:Vt.,VT
Virginie=Virginia:Va.,VA|Virginie-Occidentale=West Virginia:W.Va.,WV|Washington:Wash.,WA|Wisconsin:Wis.,Wisc.,WI
Wyoming:Wyo.,WY|Washington:D.C.,DC|district de Columbia=District of Columbia:D.C.,DC|Porto Rico=Puerto Rico:P.R.,PR
Ontario:Ont.,ON|Québec=Quebec:Que.,P.Q.,QC|Alberta:Alta.,AB|Manitoba:Man.,MB|Saskatchewan:Sask.,SK
Colombie-Britannique=British Columbia:B.C.,BC|Nouveau-Brunswick=New Brunswick:N.B.,NB
Nouvelle-Écosse=Nova Scotia:N.S.,NS
Terre-Neuve=Newfoundland:Nfld.,N.L.,NL|Île-du-Prince-Édouard=Prince Edward Island:P.E.I.,PE|Yukon:Y.T.,YT
Bedfordshire:Beds|Berkshire:Berks|Buckinghamshire:Bucks|Cambridgeshire:Cambs|Derbyshire:Derbys|Gloucestershire:Glos
Hampshire:Hants|Hertfordshire:Herts|Lancashire:Lancs|Leicestershire:Leics|Lincolnshire:Lincs|Middlesex:Middx
Northamptonshire:Northants|Northumberland:Northd|Nottinghamshire:Notts|Oxfordshire:Oxon|Shropshire:Shrops,Salop
Somerset:Som|Staffordshire:Staffs|Warwickshire:Warks|Wiltshire:Wilts|Worcestershire:Worcs|Yorkshire:Yorks
"""


@cache
def entries() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The full names of each, and the short ones."""
    return tuple(
        (tuple(full.split("=")), tuple(short.split(",")))
        for entry in re.split(r"[|\n]", _STATES.strip())
        for full, _, short in [entry.partition(":")]
    )


@cache
def shorts() -> Mapping[str, tuple[str, ...]]:
    """Each full name → the short ones, of all that are named so ("Washington" is a state and a district)."""
    table: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for full, short in entries():
        for name in full:
            table[name] += short
    return dict(table)


def shown(text: str, name: str) -> bool:
    """Whether ``text`` has, behind a town or a party ("Duluth, Minn.", "(R-Mich.)"), what is short for ``name``.

    Elsewhere "Miss" is a title and "Ill" an adverb.
    """
    return any(re.search(rf"[,(]\s?(?:[RD]-)?{_pattern(short)}(?!\w)", text) for short in shorts().get(name, ()))


def _pattern(short: str) -> str:
    return r"\.\s?".join(map(re.escape, short.rstrip(".").split(".")))
