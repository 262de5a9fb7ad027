-- CreateTable
CREATE TABLE "Comment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "sequenceId" TEXT,
    "exchangeId" TEXT,
    "sessionId" TEXT,
    "pin" TEXT NOT NULL,
    "sealed" BLOB NOT NULL,
    "userId" TEXT,
    "writtenBy" TEXT,
    "createdAt" TEXT NOT NULL,
    "editedAt" TEXT,
    "doneAt" TEXT,
    "doneBy" TEXT,
    CONSTRAINT "Comment_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Comment_sequenceId_workspaceId_fkey" FOREIGN KEY ("sequenceId", "workspaceId") REFERENCES "Sequence" ("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Comment_exchangeId_fkey" FOREIGN KEY ("exchangeId") REFERENCES "Exchange" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Comment_sessionId_workspaceId_fkey" FOREIGN KEY ("sessionId", "workspaceId") REFERENCES "Session" ("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Comment_workspaceId_createdAt_id_idx" ON "Comment"("workspaceId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Comment_sequenceId_idx" ON "Comment"("sequenceId");

-- CreateIndex
CREATE INDEX "Comment_exchangeId_idx" ON "Comment"("exchangeId");

-- CreateIndex
CREATE INDEX "Comment_sessionId_idx" ON "Comment"("sessionId");
