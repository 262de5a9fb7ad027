-- AlterTable
ALTER TABLE "Run" ADD COLUMN "sentBy" TEXT;

-- What is copied waits apart: dropping the old table would take with it what refers to its rows
CREATE TABLE "held_ShareCopy" AS SELECT "id", "sealedSnapshot", "sealedFindings", "createdAt" FROM "Share";

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Share" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "sequenceId" TEXT,
    "name" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "sequenceVersion" INTEGER NOT NULL DEFAULT 1,
    "passwordHash" TEXT,
    "expiresAt" TEXT,
    "maxReplays" INTEGER,
    "replays" INTEGER NOT NULL DEFAULT 0,
    "lastReplayAt" TEXT,
    "revokedAt" TEXT,
    "createdAt" TEXT NOT NULL,
    CONSTRAINT "Share_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Share_sequenceId_fkey" FOREIGN KEY ("sequenceId") REFERENCES "Sequence" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Share" ("createdAt", "expiresAt", "id", "maxReplays", "mode", "name", "replays", "revokedAt", "sequenceId", "tokenHash", "workspaceId") SELECT "createdAt", "expiresAt", "id", "maxReplays", "mode", "name", "replays", "revokedAt", "sequenceId", "tokenHash", "workspaceId" FROM "Share";
DROP TABLE "Share";
ALTER TABLE "new_Share" RENAME TO "Share";
CREATE UNIQUE INDEX "Share_tokenHash_key" ON "Share"("tokenHash");
CREATE INDEX "Share_workspaceId_createdAt_id_idx" ON "Share"("workspaceId", "createdAt", "id");
CREATE INDEX "Share_sequenceId_idx" ON "Share"("sequenceId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateTable
CREATE TABLE "ShareCopy" (
    "shareId" TEXT NOT NULL PRIMARY KEY,
    "sealedSnapshot" BLOB NOT NULL,
    "sealedFindings" BLOB NOT NULL,
    "createdAt" TEXT NOT NULL,
    CONSTRAINT "ShareCopy_shareId_fkey" FOREIGN KEY ("shareId") REFERENCES "Share" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

INSERT INTO "ShareCopy" ("shareId", "sealedSnapshot", "sealedFindings", "createdAt") SELECT "id", "sealedSnapshot", "sealedFindings", "createdAt" FROM "held_ShareCopy";
DROP TABLE "held_ShareCopy";
