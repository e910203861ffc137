// An invented timetable as a GTFS archive.
import { zip } from "./zip.mjs";

const day = (date) => date.toISOString().slice(0, 10).replaceAll("-", "");
/** The days from so many after today to so many, as GTFS writes them. */
export const days = (from, to) => Array.from({ length: to - from + 1 }, (_, n) => day(new Date(Date.now() + (from + n) * 86_400_000)));

/** A timetable of one stop that runs on these days: a tram every twenty minutes around the clock, and a bus after midnight. */
export function timetable(stop, on) {
  const time = (minutes) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:00`;
  const trips = [...Array.from({ length: 72 }, (_, n) => [`t${n}`, "T", n * 20]), ["late", "B", 1505]];
  const calls = trips.flatMap(([id, , at]) => [
    `${id},1,${stop.id}:1:A,${time(at)},${time(at)}`,
    `${id},2,${stop.id}:9:Z,${time(at + 10)},${time(at + 10)}`,
  ]);
  return zip({
    "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\nv,Invented Transport,https://v.example,Europe/Berlin\n",
    "routes.txt": "route_id,agency_id,route_short_name,route_type,route_color,route_text_color\nT,v,5,0,c00000,c10000\nB,v,M1,3,,\n",
    "stops.txt":
      "stop_id,stop_name,stop_lat,stop_lon,platform_code,wheelchair_boarding\n" +
      `${stop.id}:1:A,"${stop.name}",${stop.lat},${stop.lon},A,1\n${stop.id}:9:Z,"${stop.name}",${stop.lat},${stop.lon},,\n`,
    "calendar_dates.txt": `service_id,date,exception_type\n${on.map((date) => `s,${date},1\n`).join("")}`,
    "trips.txt": `route_id,service_id,trip_id,trip_headsign,wheelchair_accessible\n${trips.map(([id, route]) => `${route},s,${id},Elsewhere,1\n`).join("")}`,
    "stop_times.txt": `trip_id,stop_sequence,stop_id,arrival_time,departure_time\n${calls.join("\n")}\n`,
  });
}
