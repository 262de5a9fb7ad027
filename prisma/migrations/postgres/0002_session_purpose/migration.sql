-- DropIndex
DROP INDEX "Session_workspaceId_createdAt_id_idx";

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "purpose" TEXT NOT NULL DEFAULT 'own';

-- CreateIndex
CREATE INDEX "Session_workspaceId_purpose_createdAt_id_idx" ON "Session"("workspaceId", "purpose", "createdAt", "id");
