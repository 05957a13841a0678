"""Words of sentences whose bare numbers count something else than people who move, in four languages."""

from __future__ import annotations

from alee.reading.letters import small

# What a sentence may be of that has numbers of its own: harm, money, room, helpers, weather, calls.
OTHER_FRAME = {
    "en": small(
        r"\b(?:kill(?:ed|s|ing)|dead|deaths?|died|dies|die|injur\w+|wounded|casualt\w+|fatalit\w+|bodies|drown\w+|missing|ceasefire|truce|cases?|cholera|measles|arrest\w*|detain\w*|refused|turned (?:away|back|down)|"
        r"cost\w*|pric\w+|fares?|tickets?|rents?|earn\w*|pa(?:y|id|ys|ying)|dollars?|euros?|lira|roubles?|rubles?|pounds?|baht|gourdes|tenge|lari|lei|zloty|pesos?|rupees?|yen|yuan|kroner|salar\w+|budget|fund\w*|donat\w+|"
        r"dug for|room for|beds?|capacity|seats?|space for|places for|population (?:of|at|was|is)|(?:town|city|village|hamlet|island|district) of|firefighters|soldiers|troops|police officers|rescuers|doctors|volunteers|homes (?:were )?(?:destroyed|damaged|without)|latrines?|toilets?|"
        r"litres?|degrees|tonnes?|hectares|votes?|views|phone|hotline|call|dial|schools?|pupils|meals?|trips|appointments?)\b|[$€£]"
    ),
    "ru": small(
        r"(?<!\w)(?:потер[иь]\w*|погиб\w*|умер\w*|убит\w*|ранен\w*|пострадавш\w*|пропавш\w*|жертв\w*|задержа\w+|арестова\w+|отказ\w+|сто(?:ит|ят|ил\w*|имост\w*)|цен\w+|билет\w*|аренд\w*|рубл\w*|евро|доллар\w*|лир\w?|тенге|зарплат\w*|плат\w+|"
        r"рассчитан\w*|вместим\w+|коек|мест|населени\w+|жил[иао]?|спасател\w+|военнослужащ\w+|полицейск\w+|волонт[её]р\w*|школьник\w*|домов|телефон\w*|градус\w*|тонн\w*|литр\w*|голос\w*|газел\w+)(?!\w)"
    ),
    "tr": small(
        r"(?<!\w)(?:öl[üd]\w*|hayatını|yaral\w+|kayıp\w*|gözaltı\w*|tutuklan\w*|fiyat\w*|bilet\w*|kira\w*|lira\w*|euro\w*|avro\w*|dolar\w*|ateşkes\w*|maaş\w*|kapasite\w*|yatak\w*|nüfus\w*|asker\w*|polis\w*|hat(?:tı|tın)\w*|telefon\w*|market\w*|derece\w*|ton)(?!\w)"
    ),
    "uk": small(
        r"(?<!\w)(?:втрат\w*|загин\w*|помер\w*|вбит\w*|поранен\w*|постраждал\w*|зникл\w*|жертв\w*|затрима\w+|відмов\w+|кошту\w+|цін\w+|квит(?:ок|к)\w*|оренд\w*|грив\w+|євро|долар\w*|злот\w*|зарплат\w*|плат\w+|розрахован\w*|місткіст\w+|ліж\w+|місць|"
        r"населенн\w+|рятувальник\w*|військов\w+|поліцейськ\w+|волонтер\w*|намет\w*|телефон\w*|градус\w*|тонн\w*|голос\w*)(?!\w)"
    ),
}
# Words behind a number that has no noun.
GOES_FREE = small(
    r"\s+(?:at|for|in|from|through|across|inside|there|and|but|so far|this|now|already|altogether|yesterday|today|(?:were|was|have been|had been|are) (?:handed out|registered|issued|granted|given)|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|в|на|из|через|и|но|уже|сейчас|вчера|у|із|з|та|але|вже|зараз|учора|ol(?:du|muş)\w*)(?![^\W_])"
)
# "Another source put the figure at", with nothing but a qualifier before the number.
FIGURE_IS = {
    "en": small(
        r"\b(?:put|puts|gave|give|set|cited|named) (?:the|this|that|their|its|a) (?:\w+ )?(?:figure|number|total|tally|estimate|count)(?: of (?:them|those))? (?:at|as|of|between|to|(?:much |far |slightly )?(?:lower|higher),? at)\s+(?:[a-z]+ ){0,2}$"
        r"|\b(?:it|(?:her|his|its|their) (?:\w+ )?(?:tally|count|figure|total)) (?:had |has )?(?:stood|stands|was|been) (?:at )?(?:[a-z]+ ){0,2}$"
        r"|\b(?:the|that|this) (?:\w+ )?(?:figure|number|total|tally|count) (?:is|was|stands at|stood at|had stood at|has reached|reached|had reached|rose to|had risen to|has risen to|is now)\s+(?:[a-z]+ ){0,2}$"
    ),
    "ru": small(
        r"(?:оценил\w*|оценива\w+) (?:их )?(?:число|количество|цифру)[^.;\d]{0,20} в\s+(?:\w+ )?$|(?:назвал\w*|назыв\w+|приводит|прив[её]л\w*) (?:другую |иную )?(?:цифру|оценку)\s*(?:в|[:—–-])\s+(?:\w+ )?$"
    ),
    "tr": small(r"(?!)"),
    "uk": small(
        r"(?:оцінил\w*|оціню\w+) (?:їх )?(?:число|кількість|цифру)[^.;\d]{0,20} (?:в|у)\s+(?:\w+ )?$|(?:назвал\w*|назива\w+|наводить|навів|навела) (?:іншу )?(?:цифру|оцінку)\s*(?:в|у|[:—–-])\s+(?:\w+ )?$"
    ),
}
# "Into the country": not only through the crossing of which the text speaks.
COUNTRY_HERE = {
    "en": small(
        r"\b(?:in|into|inside|across|enter\w*|left|leav\w+) (?:the|this) (?:country|republic|kingdom|nation)\b"
    ),
    "ru": small(r"(?<!\w)(?:в|из|по|на территори\w|покинул\w*) (?:стран[еуы]|республик[еуи])(?!\w)"),
    "tr": small(r"\bülke(?:ye|de|den|mize|mizde|sine|sinde)\b"),
    "uk": small(r"(?<!\w)(?:в|у|до|з|із|по|залишил\w*) (?:країн[іуи]|республі[кц]\w+)(?!\w)"),
}
# A heading that counts them.
DISPLACED_HEAD = small(
    r"(?<![^\W_])(?:refugees|refugee arrivals|asylum[- ]seekers|idps|displaced (?:people|persons)|evacuees|беженц\w+|переселенц\w+|впл|mülteci\w*|sığınmacı\w*|біженц\w+|впо)(?![^\W_])"
)
# People who are displaced by the word for them; behind "from" or the like, those who left a place.
DISPLACED = small(
    r"\s+(?:[\w-]+\s+)?(?:refugees|asylum[- ]seekers|idps?|(?:internally )?displaced (?:people|persons|families|households)|evacuees|беженц\w+|переселенц\w+|впл|mülteci\w*|sığınmacı\w*|біженц\w+|переселенц\w+|впо)(?![^\W_])"
    r"(?P<left>\s+(?:from|из|з|із)(?![^\W_]))?"
)
