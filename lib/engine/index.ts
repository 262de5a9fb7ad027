export { send } from './send';
export { createTransport } from './transport';
export { pieceForm, toWireBody, type PieceForm } from './wire-body';
export { SendFailure } from './failure';
export { withinOrigins } from './bounds';
export { explainOrigins } from './origins';
export { decodeText } from './charset';
export type * from './contract';
export type { OpenUpload } from './uploads';
