-- AlterTable
ALTER TABLE "Sequence" ADD COLUMN     "sealedMasks" BYTEA;

-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "isReference" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Checkpoint" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "cookieCount" INTEGER NOT NULL,
    "sealed" BYTEA NOT NULL,
    "createdAt" TEXT NOT NULL,

    CONSTRAINT "Checkpoint_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Checkpoint_sessionId_createdAt_id_idx" ON "Checkpoint"("sessionId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Checkpoint_workspaceId_createdAt_id_idx" ON "Checkpoint"("workspaceId", "createdAt", "id");

-- AddForeignKey
ALTER TABLE "Checkpoint" ADD CONSTRAINT "Checkpoint_sessionId_workspaceId_fkey" FOREIGN KEY ("sessionId", "workspaceId") REFERENCES "Session"("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE;
