-- CreateTable
CREATE TABLE "WorkspaceChange" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" TEXT,
    "sessionId" TEXT,
    "userId" TEXT,
    "actor" TEXT,
    "createdAt" TEXT NOT NULL,

    CONSTRAINT "WorkspaceChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Presence" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "places" TEXT NOT NULL,
    "seenAt" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,

    CONSTRAINT "Presence_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "WorkspaceChange_workspaceId_createdAt_idx" ON "WorkspaceChange"("workspaceId", "createdAt");

-- CreateIndex
CREATE INDEX "WorkspaceChange_createdAt_idx" ON "WorkspaceChange"("createdAt");

-- CreateIndex
CREATE INDEX "Presence_workspaceId_idx" ON "Presence"("workspaceId");

-- CreateIndex
CREATE INDEX "Presence_seenAt_idx" ON "Presence"("seenAt");

-- AddForeignKey
ALTER TABLE "WorkspaceChange" ADD CONSTRAINT "WorkspaceChange_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Presence" ADD CONSTRAINT "Presence_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
