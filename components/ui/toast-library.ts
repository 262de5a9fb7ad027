/**
 * What shows notices, loaded behind the page. One place asks for it, so that it is one file: a notice that the server is
 * away must not need the server.
 */
export const toastLibrary = () => import('sonner');
