import { sendDoor } from '@/lib/api/busy-doors';
import { routeTo } from '@/lib/api/route';

export const POST = routeTo(sendDoor);
