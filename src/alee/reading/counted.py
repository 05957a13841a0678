"""Whether a number counts people at all.

A figure of movement needs a word for people, or nothing, behind its number: *3,000 people entered*, *of the
5,000 who came, 2,000 have left*. Where another thing stands there, as in *ten tunnel shafts*, no verb near by
makes it a count.
"""

from __future__ import annotations

import re

from alee.reading.letters import small
from alee.reading.quantities import Quantity
from alee.reading.scene import Scene

MORE_THAN = small(
    r"\s*(?:more|больше|fazla|більше)\s+(?:россиян|росіян|people|людей|человек)|\s+(?:more|fewer|less|higher|lower)\s+(?:than|on)\b|\s+(?:below|above)\b|\s+больше,? чем|\s+меньше,? чем|\s+(?:менше|більше),? (?:ніж|за)|\s+(?:daha )?fazla\b(?= (?:oldu|arttı))"
)
NEXT_WORD = re.compile(r"\s+(?:[\"“«'‘]\s?)?(?P<word>[^\W\d_][\w'’ʼ-]*)")
INSIDE = re.compile(r"\b(?:in|at|across|from|inside|through|to)\s+(?:\w+\s+)?$")
PART_OF_PLACES = re.compile(r"\s+of (?:its|the|their|our|these|those)\b")  # in 156 of its schools
IN_SO_MANY = small(r"(?:^|\s)(?:in|at|across|into|в|во|у)\s+(?:\w+\s+)?$")
HOUSES = small(
    r"\s+(?:[\w-]+\s+){0,2}?(?:centres|centers|shelters|schools|hotels|camps|sites|halls|gyms|buildings|towns|villages|districts|regions|provinces|cities|countries|municipalities|communities|locations|offices|мфц|цон\w*|"
    r"центр\w*|пункт\w*|школ\w*|гостиниц\w*|лагер\w*|зал\w*|зданиях|город\w*|сёлах|селах|район\w*|област\w*|стран\w*|громад\w*|готел\w*|садк\w*|країн\w*|містах)(?!\w)"
)
OF_PLACE = small(
    r"\s(?:airports?|stations?|hospitals?|hotels?|districts?|schools?|banks?|newspapers?|аэропорт\w*|вокзал\w*|район\w*)(?!\w)"
)
LODGINGS = small(
    r"\s+(?:\w+\s+)?(?:shelters|centres|centers|hotels|schools|прихистк\w+|прихистків|притулк\w+|приют(?:ов|а)|центр(?:ов|ів|а|и)|шкіл|школ|готел\w+|гостиниц)(?!\w)"
)
SOLDIERS = small(
    r"\s+(?:[\w-]+\s+)?(?:soldiers|troops|servicemen|fighters|reservists|солдат\w*|военнослужащ\w*|боевик\w*|резервист\w*|військових|військовослужбовц\w+|бійц\w+|asker\w*)(?!\w)"
)
PART_OF_FEW = small(r"\s+of (?:the|its|their|our|his|her|my|these|those)\b|\s+из (?:\w+ )|\s+із (?:\w+ )")
PAUSE = re.compile(r"[,;.:]")
OF_FEW_NEAR = 40  # characters in which the people stand of whom they are a part
FEW = 20  # a number so small counts people only where a word says so
MOST_WORDS = 4  # from a number to the noun that it counts
# Words that may stand behind a number which counts people without saying so.
PLAIN = {
    "en": small(
        r"(?:a|an|the|of|in|on|at|to|into|from|by|for|with|without|within|over|across|through|via|per|since|during|after|before|until|as|than|out|up|"
        r"and|or|but|while|who|whom|which|that|if|when|where|had|has|have|was|were|is|are|be|been|being|did|do|does|could|can|would|will|may|might|should|"
        r"more|others?|so|too|also|already|still|now|then|today|yesterday|tomorrow|daily|weekly|monthly|overnight|again|back|here|there|only|alone|altogether|not|"
        r"each|every|all|some|most|both|this|these|those|it|they|he|she|we|them|plus|or|last|next|earlier|later|ago|\w+ly|\w+ing|\w+ed|went|took|spent|got|made|put|came|chose|sought|found|held|"
        r"mon|tues|wednes|thurs|fri|satur|sun|jan|feb|mar|apr|may|june|july|aug|sept|oct|nov|dec|across|inside|under|between|among|around|near|said|says|total|people|against|compared|versus|amid|despite|throughout|beyond|below|above|off|down|along|because|due|either|just|about|strong)(?:day)?(?![\w])"
    ),
    "ru": small(
        r"(?:\w{1,3}|через|после|перед|около|более|менее|больше|меньше|были|было|была|стали|также|только|уже|ещ[её]|сразу|сейчас|тогда|сегодня|вчера|ежедневно|"
        r"ежесуточно|котор\w+|против|среди|кажд\w+|чем|тогда|всего|итого|плюс|минимум|остальн\w+|\w+(?:ли|лся|лись|ло|ла|ют|ют|ует|уют|ены|аны|яты|ился|ился))(?!\w)"
    ),
    "tr": small(
        r"(?:\w{1,3}|kadar|civarında|fazla|aşkın|olarak|oldu\w*|olduğu\w*|göre|önce|sonra|yeni|daha|çok|az|yakın|üzerinde|arasında|arası|toplam|\w+(?:dı|di|du|dü|tı|ti|tu|tü|yor|mış|miş|muş|müş|dığını|diğini|duğunu|düğünü)\w*)(?!\w)"
    ),
    "uk": small(
        r"(?:\w{1,3}|через|після|перед|близько|понад|більше|менше|були|було|також|тільки|лише|вже|ще|зараз|тоді|сьогодні|вчора|щодня|щодоби|"
        r"котр\w+|яки\w*|проти|серед|кожн\w+|ніж|всього|усього|загалом|решт\w+|\w+(?:ли|лися|лись|ло|ла|ють|ють|ено|ано|ято|ені|ані))(?!\w)"
    ),
}


def counts_others(scene: Scene, quantity: Quantity) -> bool:
    """Whether something other than people, or a difference, stands behind a number."""
    holds = scene.line.holds
    if holds(MORE_THAN) and MORE_THAN.match(scene.low, quantity.end):
        return True
    if (
        holds(PART_OF_PLACES)
        and PART_OF_PLACES.match(scene.low, quantity.end)
        and INSIDE.search(scene.low, max(0, quantity.start - 16), quantity.start)
    ):
        return True
    if quantity.size < FEW and not quantity.is_percent and PART_OF_FEW.match(scene.low, quantity.end):
        behind = scene.low[quantity.end : quantity.end + OF_FEW_NEAR]
        return scene.words.people.search(PAUSE.split(behind)[0]) is None
    if SOLDIERS.match(scene.low, quantity.end) or LODGINGS.match(scene.low, quantity.end):
        return True
    if (
        holds(HOUSES)
        and HOUSES.match(scene.low, quantity.end)
        and IN_SO_MANY.search(scene.low, max(0, quantity.start - 12), quantity.start)
    ):
        return True
    at, plain = quantity.end, PLAIN[scene.words.language]
    for k in range(MOST_WORDS):
        match = NEXT_WORD.match(scene.low, at)
        if match is None:
            return k > 0
        start = match.start("word")
        words = scene.words
        if words.people.match(scene.low, start) or words.units.match(scene.low, start):
            return False
        if any(c.start <= start < c.end for c in scene.cues):
            return k > 0 and (quantity.value or quantity.low or 0.0) < FEW
        place = next((m for m in scene.mentions if m.start <= start < m.end), None)
        if place is not None:
            return OF_PLACE.match(scene.low, place.end) is not None  # three Moscow airports
        if any(p.start <= start < p.end for p in scene.periods):
            return k > 0
        if scene.words.language == "en" and scene.text[start].isupper():
            return False
        if plain.match(scene.low, start):
            return k > 0
        at = match.end()
    return True
