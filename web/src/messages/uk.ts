import type { Catalogue } from "./index";

/** Ukrainian, begun: what is missing is said in English. */
export const uk: Catalogue = {
  "view.now": "Зараз", "view.map": "Мапа", "view.place": "Місце", "view.evidence": "Дані", "view.what-if": "Що як",
  "view.needs": "Потреби", "view.read": "Читання", "view.scenario": "Сценарій", "view.share": "Поділитися",
  "rail.look": "Дивитися", "rail.ask": "Запитати", "rail.change": "Змінити", "rail.give": "Передати",
  "shell.example": "Приклад", "shell.as_of": "станом на {day}", "shell.as_of_short": "станом на {day}", "shell.more": "Ще", "shell.undo": "Скасувати", "shell.redo": "Повернути",
  "shell.language": "Мова", "shell.theme": "Вигляд", "shell.theme_auto": "Як на пристрої", "shell.theme_light": "Світлий", "shell.theme_dark": "Темний",
  "interval.ready_for": "Будьте готові до", "interval.bad_case": "Поганий випадок", "interval.ninety": "Інтервал 90 %", "interval.to": "–",
  "reporting.zero": "полічено: нуль", "reporting.not_reported": "не повідомлялося", "reporting.nobody_publishes": "ніхто не публікує", "reporting.hidden": "приховано задля безпеки",
  "twin.show": "Показати таблицею",
};
