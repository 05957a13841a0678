"""Words around a number that say what it is: a rise, a part by age, a price, a way, a heading of people."""

from __future__ import annotations

import re

from alee.reading.letters import small

ROSE = small(
    r"\b(?:rose|risen|rise|rising|up|grew|higher|(?:jump|climb|increas|soar|surg)\w*)\b"
    r"|вырос|подорож|подскоч|увелич|зріс|зросл|подорожч|збільш|artt|yüksel"
)
FELL = small(
    r"\b(?:fell|fall\w*|drop\w*|down|lower|declin\w*|decreas\w*)\b|упал|сниз|подешев|впал|зниз|дешевш|düş|azal"
)
AGE_OR_SEX = small(
    r"\s+(?:[—–-]\s+)?(?:of them |are |were |из них |з них |— )*(?:\w+ )?(?:children|minors|women|men|girls|boys|babies|infants|elderly|pensioners|adults|дет(?:ей|и)|ребен\w*|реб[её]нк\w*|несовершеннолетн\w*|женщин\w*|мужчин\w*|пенсионер\w*|пожил\w+|діт(?:ей|и)|дитин\w*|неповнолітн\w*|жін\w+|чоловік\w*|пенсіонер\w*|çocuk\w*|kadın\w*|erkek\w*|bebek\w*)(?![^\W_])"
    r"|(?:['’]?[ıiuü]n?)\s+(?:\w+ )?(?:çocuk|kadın|erkek|bebek)\w*"
)
# Words for people that say where they come from, not what they do: "10 newcomers sleep", "5 приехавших находятся".
HEAD_NOUN = small(
    r"newcomers\b|arrivals (?=sleep|stay|live|are|were)|displaced (?:by|from|in)\b|(?:приехавш|прибывш|уехавш|выехавш|бежавш|эвакуированн|перемещ[её]нн)(?:их|ых|ими|ыми|им|ым)(?!\w)"
    r"|(?:евакуйован|переміщен|прибул)(?:их|ими|им)(?!\w)|(?:в|у)тікач\w*|беглец\w*|беглецов|sığınmacı\w*|yolcu\w*"
)
ASYLUM = small(
    r"asylum|protection|refugee|shelter|убежищ|беженц|защит|притул|захист|біженц|iltica|sığınma|koruma"
)
NO_ASYLUM = small(
    r"\b(?:applications?|requests?|claims?) (?:for|to|from \w+ for) (?!(?:\w+ ){0,2}(?:asylum|protection|refugee|residence))|(?:заяв\w+|запрос\w*|заявок) (?:на|о) (?!(?:\w+ )?(?:убежищ|притул|защит|захист|статус))"
)
ASIDE_ON_PART = small(
    r"[^,.;\d]{0,40},\s(?:of whom|of which|including|among them|most of them|many of them|mostly|из них|из которых|в том числе|включая|з них|із них|з яких|у тому числі|зокрема|aralarında)[^;.]*?,(?!\d)\s"
)
SOLD = small(r"bought|buy|sold|sale|purchas|deal|куп|прода|сделк|sat(?:ıl|ış|ın|tı)|konut|прид")
COMPARES = small(
    r"\b(?:up from|down from|compared|against|than|instead of|rather than|versus|против|чем|проти|ніж)\b"
)
MAKES_UP = small(
    r"\b(?:mak(?:e|es|ing)|made) up (?:\w+ )?$|\baccount(?:s|ed)? for (?:\w+ )?$|составля\w+ $|становлять $|oluşturuyor"
)
# "people who fled": a verb that says which people are counted, where another says what they did.
RELATIVE = small(
    r"^[^,.;:\d]{0,40}\b(?:who|that)\s+(?:(?:have|had|has|already|also|since)\s+)*$|^[^.;:\d]{0,40},\s(?:котор|які|що)\w*\s+(?:\w+\s+)?$"
)
# "The most since the war began" tells no days of what is counted.
RECORD = small(
    r"(?<!\w)(?:record|highest|lowest|most|busiest|first time|largest|рекорд\w*|больше всего|наибольш\w+|максимум|впервые|найбільш\w+|вперше|rekor\w*|en yüksek)(?:\s[\w'’-]+){0,3}\s+$"
)
LOSS = small(r"\b(?:loss|outflow|minus|decrease|fewer)\b|отток|убыл|kayıp|відтік")
CHANGED_BY = small(
    r"(?<!\w)(?:up|down|by|на|rose|fell|grew|risen|fallen|grown|dropped|jumped|climbed|declined|increased|decreased|(?:increase|rise|drop|fall|decline|growth|jump) of)\s(?:(?:more than|over|about|around|some|nearly|almost|почти|около|более чем|майже)\s)?$"
)
CHANGE_OF = small(
    r"\b(?:increase|rise|drop|fall|decline|decrease|growth) of (?:(?:more than|over|about|around|some|nearly|almost|another)\s)?$|\b(?:up|down|rose|fell|grew|dropped|increased|decreased) by (?:(?:more than|over|about|around|some|nearly|almost|another)\s)?$"
)
ROSE_TO = small(
    r"['’]?[a-zçğıöşü]{0,3}\s+(?:çık|yüksel|ulaş|düş|gerile|in(?:di|miş))\w*|['’][dt][ea]\s+kal\w+"
)
LINE_OF_CARS = small(r"\b(?:line|queue|column|tailback)s? of (?:\w+ )?(?:cars|vehicles)\b")
REFUGEES_FROM = small(r"\s(?:refugees|беженц\w+|біженц\w+)\s(?:from|из|с|з|із)\s")
TOURISTS = small(r"\s+(?:[\w-]+\s)?(?:tourists?\b|holidaymakers|турист|turist)")
# Seats are a trace where they are put on sale or run, not those of a cinema or a parliament.
SEATS_RUN = small(
    r"\b(?:extra|additional|more|a day|per day|daily|a week|per week|weekly|sold|on sale|added?|put on)\b|дополнительн\w+|в (?:день|неделю)|додатков\w+|на (?:день|тиждень)|\bek\b|günde|haftada"
)
TOURISTS_AHEAD = small(
    r"(?:\bturist sayısı|число (?:\w+ )?туристов|кількість (?:\w+ )?туристів|\bnumber of (?:\w+ )?tourists)\b[^.,;\d]{0,24}$"
)
ASIDE_SINCE = small(
    r",\s(?:which|who|where|whose|котор\w+|где|який|яка|яке|які|де)\s[^,]*$"
)  # said by the way
AWAY = small(
    r"[\s-]*\w+\s(?:away|from|off|north|south|east|west|inland|отсюда|от\s|звідси|uzak)"
)  # as far as something lies
TRUCKS = small(
    r"\s+(?:[\w-]+\s+)?(?:trucks?|lorries|грузовик\w*|фур\w*|kamyon\w*|tır\w*|вантажівк\w*)"
)  # which carry goods
FAR_AHEAD = small(
    r"(?<!\w)(?:в|за|через|отсюда|звідси|\w+['’][dt][ae]n|moved|advanced|продвинул\w+ на|проехал\w*|просунул\w+ на)\s$"
)  # "in 18 kilometres": how far something lies
OF_THEM_ON = small(
    r"\s*(?:[—–-]\s+)?(?:of (?:them|whom|which)|из них|з них)?\s*(?:\w+\s+)?(?:(?:on|in|за|в|во|у)\s+)?"
)
OF_THEM_BEHIND = small(
    r"\s+(?:of (?:them|these|those|which|whom)|из (?:них|которых)|з них|із них|з яких)(?!\w)"
)
PER_HOUR = small(
    r"\s+(?:[\w-]+\s+)?(?:an|per|each|every|в|на|за)\s(?:hour|час|годину)(?!\w)|\s+(?:\w+\s+)?/\s?(?:h|ч|год)\b"
)
PER_ONE = small(
    r"\s+(?:people |persons |passengers )?per (?:boat|bus|train|vessel|vehicle|car|family|household|room|tent|flight|plane|dinghy)\b"
)
OF_AGE_OR_SEX = small(
    r"\s+of (?:the )?(?:\w+ )?(?:households|families|respondents|adults|refugees|them|those(?: asked| surveyed)?) (?:said|say|told|plan|want|answered)\b|[^.;,\d]{0,50}(?<!\w)(?:women|men|children|minors|girls|boys|женщин\w*|мужчин\w*|дет(?:ей|и)|жін\w+|чоловік\w*|діт(?:ей|и)|kadın\w*|erkek\w*|çocuk\w*)(?!\w)"
)
PREDICATE_SORT = small(
    r"\s+(?:of them |of whom )?(?:are|were) (?:\w+ )?(?:children|minors|women|men|girls|boys|elderly|pensioners|babies)\b"
)
STILL_HERE = small(
    r"[^,.;\d]{0,30}\b(?:in|within) (?:the|this) (?:country|republic|city|town)\b|[^,.;\d]{0,30}(?:в|у) (?:стране|республике|країні|республіці|городе|місті)(?!\w)"
)
CARRIED_IN = small(r"(?<!\w)(?:in|on|aboard|with|на|у|в)\s+(?:\w+\s+)?$")
ALONE = re.compile(
    r"(?:\s+(?:more|others))?(?:\s*(?:[.;)]|,(?!\d)|$)|\s\(|\s+(?:by|as of|up to|until|so far|over the|in the same|on|during|since|(?:a|per|each|every) (?:day|night|week|month)|the (?:day|week|month) before|a (?:day|week|month) earlier|in (?:january|february|march|april|may|june|july|august|september|october|november|december))\b|['’]?(?:[dt][ıiuü]r?|idi)(?![^\W_]))"
)
FAR_NEAR = 18  # characters before a number in which such a word stands
