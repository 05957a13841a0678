"""Words around the names of people: what makes a place of a name, and what begins a line without being its author."""

BEGIN_PLACES = frozenset(
    ["san", "santa", "santo", "são", "st", "saint", "sainte", "el", "los", "las", "les", "port", "fort", "puerto", "cabo", "ciudad", "villa", "mount", "lake", "cape", "new", "north", "south", "east", "west", "upper", "lower", "deir", "beit", "bab", "umm", "ras", "wadi", "ss", "mv", "ms", "operation"]
)  # fmt: skip
"""Make a place, an organisation or a ship of the name behind them."""
END_PLACES = frozenset(
    ["avenue", "road", "square", "foundation", "fund", "hospital", "institute", "stadium", "centre", "center", "school", "library", "museum", "camp", "church", "mosque", "park", "airport", "bridge", "port", "island", "islands", "strait", "hotel", "station", "university", "street", "college", "gurion", "qala", "shalom", "younis", "programme", "program", "crossing", "border", "point"]
)  # fmt: skip
"""Make the same of the name before them."""
IN_PLACES = frozenset(
    ["in", "at", "near", "through", "via", "outside", "inside", "across", "towards"]
)  # fmt: skip
"""Before a name they say that it is no person, unless something is said to be theirs."""
NO_PART = frozenset(
    ["in", "on", "at", "from", "to", "by", "with", "for", "as", "of", "after", "before", "through", "via", "the", "and", "but", "or", "when", "while", "since", "until", "under", "over", "из", "в", "во", "на", "по", "с", "со", "к", "ко", "от", "до", "для", "при", "за", "под", "об", "о", "и", "а", "но", "у", "без", "через", "між", "із", "від", "та", "або", "й", "з"]
)  # fmt: skip
"""Are written large where a sentence begins, and are no part of a name."""
NO_AUTHOR = frozenset(
    ["source", "update", "note", "question", "answer", "total", "border", "queue", "status", "needs", "response", "gaps", "arrivals", "departures", "contact", "news", "photo", "video", "edit", "warning", "attention", "urgent", "important", "thread", "summary", "location", "date", "time", "today", "yesterday", "outlook", "источник", "обновление", "вопрос", "ответ", "итого", "всего", "внимание", "срочно", "важно", "граница", "очередь", "новости", "фото", "видео", "итог", "сегодня", "вчера", "джерело", "оновлення", "питання", "відповідь", "увага", "терміново", "важливо", "разом", "кордон", "черга", "новини", "сьогодні", "вчора", "kaynak", "güncelleme", "soru", "cevap", "toplam", "dikkat", "acil", "önemli", "sınır", "kuyruk", "haber", "bugün", "dün", "admin", "админ", "модератор", "bot", "бот"]
)  # fmt: skip
"""Begin lines, and are nobody who writes in a chat."""
TITLES = frozenset(
    ["Captain", "Colonel", "Major", "Lieutenant", "General", "Sergeant", "Father", "Sister", "Brother", "Professor", "Doctor", "Judge", "Bishop", "Imam", "Rabbi", "Pastor", "President", "Minister", "Governor", "Mayor", "Premier", "Commander", "Director", "Chief", "Secretary"]
)  # fmt: skip
"""May stand between an office and a name."""
