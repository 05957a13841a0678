"""Words of running totals, in four languages."""

from __future__ import annotations

from alee.reading.letters import small

AS_OF = small(
    r"\b(?:as of|as at|up to|by|until|till)\s+(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?=on\b))?(?:(?:the\s+)?(?:early|late|end of|morning|noon|midday|midnight|evening|afternoon|night|\d+ ?[ap]\.?m\.?|\d\d[:.]\d\d)\s+)*(?:(?:on|of)\s+)?$"
    r"|(?<!\w)(?:по состоянию на|станом на|на|к|до)\s+(?:(?:утро|вечер|полдень|полночь|конец|ранок|вечір|кінець|\d\d[:.]\d\d)\s+)?$"
)
AS_OF_TR = small(r"['’]?(?:\s*(?:günü|sabahı|akşamı|öğlen))?\s*itibar[ıi]yla")
ONE_MORE = small(
    r"\b(?:another|a further|an additional|ещ[её]|ще)\s+(?:[\w-]+\s+)?$"
)  # that many on top of a total
TOTAL_ANCHORS = ("number", "total", "tally", "count", "exodus", "числ", "колич", "кількіст", "sayı", "toplam")
REACHED = (
    r"(?:reach(?:ed|es)?|pass(?:ed|es)?|topp?(?:ed|s)|exceed(?:ed|s)?|surpass(?:ed|es)?|hits?|cross(?:ed|es)|risen to|rose to|climbed to|grown to|grew to|"
    r"(?:stands?|stood) (?:now )?at|is now|now|достиг\w*|превысил\w*|перевалил\w+ за|составил\w*|составля\w+|досяг\w*|перевищи\w+|склада\w+|сягну\w+)"
)
WHO = (
    r"(?:fleeing|fled|refugees|displaced|evacuat\w+|escap\w+|have (?:left|entered|crossed|arrived|come|gone|reached)|had (?:left|entered|crossed|arrived|come|gone|reached)|"
    r"беженц\w+|переселенц\w+|покинувш\w+|бежавш\w+|выехавш\w+|уехавш\w+|эвакуирован\w+|біженц\w+|(?:виїхал|залишил|покинул|евакуйован)\w+)"
)
# "The number of those who have fled has reached"; "bringing the total to".
COUNTS_UP = small(
    rf"\b(?:number|total|tally|count|числ\w|количеств\w|кількіст\w)\b[^.;\d]{{0,60}}{WHO}[^.;\d]{{0,60}}{REACHED}\b[^.;\d]{{0,24}}$"
    rf"|\b(?:br(?:ings?|ought|inging)|tak(?:es?|ing)|took) (?:the|their|its|our) (?:\w+ )?(?:total|number|tally|count)\b[^.;\d]{{0,60}}\bto\b[^.;\d]{{0,20}}$"
    r"|\b(?:a|the) (?:(?:grand|overall|cumulative|running) total of|total (?:so far|to date|stands at|is now|now stands at|has reached))\b[^.;\d]{0,16}$"
)
# "Another 351,000 have gone to Russia", beside a running total.
GOES_ON_COUNTING = {
    "en": small(
        r"\b(?:have|has) (?:\w+ly |already |now |so far |also |since )*(?:left|entered|crossed|arrived|come|gone|reached|fled|moved|returned|been|received|taken|admitted|sought|found|travell?ed)\b|\bfigures show\b"
    ),
    "ru": small(r"^(?:всего|итого|ещ[её]|в общей сложности|больше всего)(?!\w)"),
    "tr": small(r"^(?:toplam|bugüne kadar)"),
    "uk": small(r"^(?:усього|всього|загалом|ще|найбільше)(?!\w)"),
}
COUNTS_UP_TR = small(r"(?:sayısı\w*|toplam)\b[^.;]{0,60}$")
REACHED_TR = small(
    r"(?:['’]?[yn]?[aeıiuü])?\s+(?:ulaş|yüksel|çık|geç|aş|bul)(?:tı|ti|mış|miş|tığı|tiği|diğ|dığ|duğ|düğ|du|tu|ü)\w*"
)
