-- CreateTable
CREATE TABLE "Meta" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" BLOB NOT NULL,
    "createdAt" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Workspace" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "expiresAt" TEXT,
    "sealedKey" BLOB NOT NULL,
    "createdAt" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Membership" (
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,

    PRIMARY KEY ("workspaceId", "userId"),
    CONSTRAINT "Membership_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sealedSettings" BLOB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    CONSTRAINT "Session_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Cookie" (
    "sessionId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "hostOnly" BOOLEAN NOT NULL,
    "path" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sealed" BLOB NOT NULL,
    "expiresAt" TEXT,
    "createdAt" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "lastAccessedAt" TEXT NOT NULL,

    PRIMARY KEY ("sessionId", "domain", "hostOnly", "path", "name"),
    CONSTRAINT "Cookie_sessionId_workspaceId_fkey" FOREIGN KEY ("sessionId", "workspaceId") REFERENCES "Session" ("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Exchange" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "startedAt" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "status" INTEGER,
    "errorCode" TEXT,
    "totalMs" REAL,
    "size" INTEGER,
    "sealedUrl" BLOB NOT NULL,
    "sealedSpec" BLOB NOT NULL,
    "sealedRecord" BLOB,
    "sealedBody" BLOB,
    CONSTRAINT "Exchange_sessionId_workspaceId_fkey" FOREIGN KEY ("sessionId", "workspaceId") REFERENCES "Session" ("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SavedRequest" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sealedSpec" BLOB NOT NULL,
    "createdAt" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    CONSTRAINT "SavedRequest_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Sequence" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "sealedVariables" BLOB NOT NULL,
    "createdAt" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    CONSTRAINT "Sequence_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Step" (
    "sequenceId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "onFailure" TEXT NOT NULL,
    "sealed" BLOB NOT NULL,
    "createdAt" TEXT NOT NULL,

    PRIMARY KEY ("sequenceId", "id"),
    CONSTRAINT "Step_sequenceId_workspaceId_fkey" FOREIGN KEY ("sequenceId", "workspaceId") REFERENCES "Sequence" ("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Run" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "sequenceId" TEXT,
    "sessionId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "stepCount" INTEGER NOT NULL,
    "startedAt" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "elapsedMs" REAL NOT NULL DEFAULT 0,
    CONSTRAINT "Run_sessionId_workspaceId_fkey" FOREIGN KEY ("sessionId", "workspaceId") REFERENCES "Session" ("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Run_sequenceId_fkey" FOREIGN KEY ("sequenceId") REFERENCES "Sequence" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RunStep" (
    "runId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "stepId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "exchangeId" TEXT,
    "sealed" BLOB NOT NULL,
    "createdAt" TEXT NOT NULL,

    PRIMARY KEY ("runId", "position"),
    CONSTRAINT "RunStep_runId_workspaceId_fkey" FOREIGN KEY ("runId", "workspaceId") REFERENCES "Run" ("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "RunStep_exchangeId_fkey" FOREIGN KEY ("exchangeId") REFERENCES "Exchange" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Share" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "sequenceId" TEXT,
    "name" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "sealedSnapshot" BLOB NOT NULL,
    "sealedFindings" BLOB NOT NULL,
    "expiresAt" TEXT,
    "maxReplays" INTEGER,
    "replays" INTEGER NOT NULL DEFAULT 0,
    "revokedAt" TEXT,
    "createdAt" TEXT NOT NULL,
    CONSTRAINT "Share_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Share_sequenceId_fkey" FOREIGN KEY ("sequenceId") REFERENCES "Sequence" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Replay" (
    "shareId" TEXT NOT NULL,
    "runId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "expiresAt" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,

    PRIMARY KEY ("shareId", "runId"),
    CONSTRAINT "Replay_shareId_fkey" FOREIGN KEY ("shareId") REFERENCES "Share" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Replay_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "lastUsedAt" TEXT,
    "createdAt" TEXT NOT NULL,
    CONSTRAINT "ApiToken_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ApiToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Workspace_expiresAt_idx" ON "Workspace"("expiresAt");

-- CreateIndex
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");

-- CreateIndex
CREATE INDEX "Session_workspaceId_createdAt_id_idx" ON "Session"("workspaceId", "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Session_id_workspaceId_key" ON "Session"("id", "workspaceId");

-- CreateIndex
CREATE INDEX "Cookie_sessionId_expiresAt_idx" ON "Cookie"("sessionId", "expiresAt");

-- CreateIndex
CREATE INDEX "Exchange_workspaceId_startedAt_id_idx" ON "Exchange"("workspaceId", "startedAt", "id");

-- CreateIndex
CREATE INDEX "Exchange_sessionId_startedAt_id_idx" ON "Exchange"("sessionId", "startedAt", "id");

-- CreateIndex
CREATE INDEX "Exchange_state_idx" ON "Exchange"("state");

-- CreateIndex
CREATE INDEX "SavedRequest_workspaceId_createdAt_id_idx" ON "SavedRequest"("workspaceId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Sequence_workspaceId_createdAt_id_idx" ON "Sequence"("workspaceId", "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Sequence_id_workspaceId_key" ON "Sequence"("id", "workspaceId");

-- CreateIndex
CREATE INDEX "Step_sequenceId_position_idx" ON "Step"("sequenceId", "position");

-- CreateIndex
CREATE INDEX "Run_workspaceId_startedAt_id_idx" ON "Run"("workspaceId", "startedAt", "id");

-- CreateIndex
CREATE INDEX "Run_sequenceId_startedAt_idx" ON "Run"("sequenceId", "startedAt");

-- CreateIndex
CREATE INDEX "Run_sessionId_idx" ON "Run"("sessionId");

-- CreateIndex
CREATE INDEX "Run_status_idx" ON "Run"("status");

-- CreateIndex
CREATE UNIQUE INDEX "Run_id_workspaceId_key" ON "Run"("id", "workspaceId");

-- CreateIndex
CREATE INDEX "RunStep_exchangeId_idx" ON "RunStep"("exchangeId");

-- CreateIndex
CREATE UNIQUE INDEX "Share_tokenHash_key" ON "Share"("tokenHash");

-- CreateIndex
CREATE INDEX "Share_workspaceId_createdAt_id_idx" ON "Share"("workspaceId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Share_sequenceId_idx" ON "Share"("sequenceId");

-- CreateIndex
CREATE INDEX "Replay_workspaceId_idx" ON "Replay"("workspaceId");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_tokenHash_key" ON "ApiToken"("tokenHash");

-- CreateIndex
CREATE INDEX "ApiToken_workspaceId_createdAt_id_idx" ON "ApiToken"("workspaceId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "ApiToken_userId_idx" ON "ApiToken"("userId");
