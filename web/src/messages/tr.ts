import type { Catalogue } from "./index";

/** Turkish, begun: what is missing is said in English. */
export const tr: Catalogue = {
  "view.now": "Şimdi", "view.map": "Harita", "view.place": "Yer", "view.evidence": "Kanıt", "view.what-if": "Ya olursa",
  "view.needs": "İhtiyaçlar", "view.read": "Oku", "view.scenario": "Senaryo", "view.share": "Paylaş",
  "rail.look": "Bak", "rail.ask": "Sor", "rail.change": "Değiştir", "rail.give": "Ver",
  "shell.example": "Örnek", "shell.as_of": "{day} itibarıyla", "shell.as_of_short": "{day} itibarıyla", "shell.more": "Diğer", "shell.undo": "Geri al", "shell.redo": "Yinele",
  "shell.language": "Dil", "shell.theme": "Görünüm", "shell.theme_auto": "Cihaz gibi", "shell.theme_light": "Açık", "shell.theme_dark": "Koyu",
  "interval.ready_for": "Hazır olun", "interval.bad_case": "Kötü durum", "interval.ninety": "%90 aralığı", "interval.to": "–",
  "reporting.zero": "sayıldı: sıfır", "reporting.not_reported": "bildirilmedi", "reporting.nobody_publishes": "kimse yayımlamıyor", "reporting.hidden": "güvenlik için gizli",
  "twin.show": "Tablo olarak göster",
};
