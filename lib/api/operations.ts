import { auditOperations } from './audit-operations';
import { commentOperations } from './comment-operations';
import { environmentOperations } from './environment-operations';
import { oauthOperations } from './oauth-operations';
import { runOperations } from './run-operations';
import { sequenceOperations } from './sequence-operations';
import { toolOperations } from './tool-operations';
import { uploadOperations } from './upload-operations';
import { sessionOperations } from './session-operations';
import { workspaceOperations } from './workspace-operations';

/** Every call of the API, once: the routes validate by it, the OpenAPI document is generated from it. */
export const operations = {
  ...sessionOperations,
  ...sequenceOperations,
  ...runOperations,
  ...uploadOperations,
  ...oauthOperations,
  ...toolOperations,
  ...environmentOperations,
  ...commentOperations,
  ...auditOperations,
  ...workspaceOperations,
};
