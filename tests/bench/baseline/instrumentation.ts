/** Nothing: without this file Next takes the one of the folder above, and with it Playjar's housekeeping. */
export function register(): void {}
