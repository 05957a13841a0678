// Numbers and days in words. Estimates are rounded to two digits; published figures are shown as published.
import type { Interval } from "../api/types";

let language = "en";

export function speak(name: string): void {
  language = name;
}

export function rounded(value: number): number {
  if (!Number.isFinite(value) || value === 0) return 0;
  const size = Math.abs(value);
  if (size < 10) return Math.round(value);
  const step = 10 ** (Math.floor(Math.log10(size)) - 1);
  return Math.round(value / step) * step;
}

/** An estimate: "150,000". */
export function about(value: number): string {
  return exact(rounded(value));
}

/** A figure as it stands: "12,345". */
export function exact(value: number, digits = 0): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value === 0 ? 0 : value);
}

/** On an axis: "150k". */
export function short(value: number): string {
  return new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 }).format(value);
}

export function signed(value: number): string {
  const size = about(Math.abs(value));
  return rounded(value) > 0 ? `+${size}` : rounded(value) < 0 ? `\u2212${size}` : "0";
}

export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 1) return "<1 %";
  if (value < 100 && value > 99) return ">99 %";
  return `${exact(value)} %`;
}

/** One decimal for small numbers such as beds per day. */
export function small(value: number): string {
  return Math.abs(value) < 10 ? exact(value, 1) : about(value);
}

export function toDate(day: string): Date {
  return new Date(`${day.slice(0, 10)}T00:00:00Z`);
}

function written(day: string, options: Intl.DateTimeFormatOptions): string {
  const date = toDate(day);
  if (Number.isNaN(date.getTime())) return day;
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { timeZone: "UTC", ...options }).format(date);
}

export const longDay = (day: string): string => written(day, { day: "numeric", month: "long", year: "numeric" });
export const shortDay = (day: string): string => written(day, { day: "numeric", month: "short" });
export const plainDay = (day: string): string => written(day, { day: "numeric", month: "long" });
export const weekDay = (day: string): string => written(day, { weekday: "short", day: "numeric", month: "short" });

export function period(start: string | null, end: string | null): string {
  if (!start && !end) return "";
  if (!start || !end || start === end) return longDay((start ?? end) as string);
  if (start.slice(0, 7) === end.slice(0, 7)) return written(start, { day: "numeric" }) + `\u2013${longDay(end)}`;
  const sameYear = start.slice(0, 4) === end.slice(0, 4);
  return `${sameYear ? plainDay(start) : longDay(start)} \u2013 ${longDay(end)}`;
}

/** "12,000 to 150,000". */
export function range(value: Interval, to: string, write: (n: number) => string = about): string {
  return `${write(value.low)} ${to} ${write(value.high)}`;
}
