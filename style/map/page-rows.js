/*
 * What a row of the page says about its point beyond position and look: the line it stands for (`data-line`,
 * "lat,lng lat,lng"), and its name where the row is no item of a list (`data-name`).
 */
export function withRows(points) {
  const rows = new Map([...document.querySelectorAll("main [data-id]:is([data-line], [data-name])")].map((row) => [row.dataset.id, row.dataset]));
  return points.map((point) => {
    const said = rows.get(point.id);
    return said ? { ...point, name: said.name ?? point.name, line: corners(said.line) } : point;
  });
}

function corners(text) {
  const pairs = (text ?? "").split(" ").filter(Boolean).map((pair) => pair.split(",").map(Number));
  return pairs.every((pair) => pair.length === 2 && pair.every(Number.isFinite)) ? pairs.map(([lat, lng]) => ({ lat, lng })) : [];
}

/* Brings the row of a place into view where it is a row of a table; rows of lists are the client's. */
export function showRow(id) {
  const row = document.querySelector(`main tr[data-id="${CSS.escape(id)}"]`);
  row?.closest("details")?.setAttribute("open", "");
  row?.scrollIntoView({ block: "nearest" });
}
