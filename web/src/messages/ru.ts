import type { Catalogue } from "./index";

/** Russian, begun: what is missing is said in English. */
export const ru: Catalogue = {
  "view.now": "Сейчас", "view.map": "Карта", "view.place": "Место", "view.evidence": "Данные", "view.what-if": "Что если",
  "view.needs": "Нужды", "view.read": "Чтение", "view.scenario": "Сценарий", "view.share": "Поделиться",
  "rail.look": "Смотреть", "rail.ask": "Спросить", "rail.change": "Изменить", "rail.give": "Передать",
  "shell.example": "Пример", "shell.as_of": "на {day}", "shell.as_of_short": "на {day}", "shell.more": "Ещё", "shell.undo": "Отменить", "shell.redo": "Вернуть",
  "shell.language": "Язык", "shell.theme": "Вид", "shell.theme_auto": "Как на устройстве", "shell.theme_light": "Светлый", "shell.theme_dark": "Тёмный",
  "interval.ready_for": "Будьте готовы к", "interval.bad_case": "Плохой случай", "interval.ninety": "Интервал 90 %", "interval.to": "–",
  "reporting.zero": "сосчитано: ноль", "reporting.not_reported": "не сообщалось", "reporting.nobody_publishes": "никто не публикует", "reporting.hidden": "скрыто ради безопасности",
  "twin.show": "Показать таблицей",
};
