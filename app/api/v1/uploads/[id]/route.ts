import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { deleteUpload } from '@/lib/services/uploads';

export const DELETE = route(operations.deleteUpload, (member, { params }) => deleteUpload(member, params.id));
