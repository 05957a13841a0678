// What the signs of the map mean, drawn to the scale that is on screen.
import type { MapData } from "../api/types";
import { t } from "../messages";
import { about } from "../words/format";
import { arrow, bars, curve, thread } from "./flows";
import { scaleOf } from "./scene";

export function MapLegend(props: { data: MapData; level: "country" | "single"; size: number }) {
  const scale = scaleOf(props.data, props.level, props.size);
  const line = curve([4, 17], [50, 17]);
  const flat = { ...line, points: line.points.map(([x]) => [x, 12] as [number, number]), normals: line.normals.map(() => [0, 1] as [number, number]), middle: [27, 12] as [number, number] };
  const sample = scale.mostFlow / 2;
  return (
    <ul class="legend" aria-label={t("map.legend")}>
      <li><svg width="54" height="24" aria-hidden="true"><g class="way"><path class="way-high" d={arrow(flat, Math.min(scale.width(sample) * 1.9, 16))} /><path class="way-middle" d={arrow(flat, scale.width(sample))} /></g></svg>{t("map.legend_flow", { n: about(sample) })}</li>
      <li><svg width="54" height="24" aria-hidden="true"><g class="way is-closed"><path class="way-middle is-thread" d={thread(flat)} /></g></svg>{t("map.legend_closed")}</li>
      <li><svg width="54" height="24" aria-hidden="true"><g class="way is-full"><path class="way-middle" d={arrow(flat, 6)} /><path class="way-mark" d={bars(flat, 6)} /></g></svg>{t("map.legend_full")}</li>
      <li><svg width="28" height="24" aria-hidden="true"><g class="spot" transform="translate(14 12)"><circle class="spot-high" r="11" /><circle class="spot-middle" r="7" /><circle class="spot-low" r="4" /></g></svg>{t("map.legend_spot")}</li>
    </ul>
  );
}
