/* Stands in for pmtiles: our server opens the archive, the browser asks for single tiles. */
export class PMTiles {}
