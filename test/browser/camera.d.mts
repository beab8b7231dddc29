export function cameraFilm(folder: string): Promise<string>;
