// A measuring point that has a history as soon as it was read once.
import { until } from "./until.mjs";

/** The address of a gauge whose values are rolled up: its source tells of the last days at once. */
export async function gauge({ base }) {
  const json = async (path) => (await fetch(base + path)).json();
  let found;
  await until(
    "a gauge with some days of values",
    async () => {
      const { topics = [] } = await json("/api/v1/latest?topics=water");
      for (const { datastream } of topics.flatMap(({ values }) => values)) {
        const { rollups = [] } = await json(`/api/v1/observations?datastream=${encodeURIComponent(datastream)}&resolution=1h`);
        if (rollups.length > 3) found = { datastream, thing: datastream.replace(/:[a-z_]+$/, "") };
      }
      return found !== undefined;
    },
    { timeout: 30_000, every: 300 },
  );
  return { ...found, path: `/messstellen/${found.thing}` };
}
