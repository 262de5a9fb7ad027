-- AlterTable
ALTER TABLE "Exchange" ADD COLUMN "runner" TEXT;

-- AlterTable
ALTER TABLE "Run" ADD COLUMN "runner" TEXT;

-- CreateTable
CREATE TABLE "Instance" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "seenAt" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "LiveAsk" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "instanceId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sealed" BLOB,
    "createdAt" TEXT NOT NULL,
    CONSTRAINT "LiveAsk_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LiveEvent" (
    "channelId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "sealed" BLOB NOT NULL,
    "createdAt" TEXT NOT NULL,

    PRIMARY KEY ("channelId", "number"),
    CONSTRAINT "LiveEvent_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Usage" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "startedAt" TEXT NOT NULL,
    "count" INTEGER NOT NULL
);

-- CreateIndex
CREATE INDEX "LiveAsk_instanceId_idx" ON "LiveAsk"("instanceId");

-- CreateIndex
CREATE INDEX "LiveAsk_createdAt_idx" ON "LiveAsk"("createdAt");

-- CreateIndex
CREATE INDEX "LiveEvent_createdAt_idx" ON "LiveEvent"("createdAt");

-- CreateIndex
CREATE INDEX "Usage_startedAt_idx" ON "Usage"("startedAt");
