-- AlterTable
ALTER TABLE "Exchange" ADD COLUMN     "runner" TEXT;

-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "runner" TEXT;

-- CreateTable
CREATE TABLE "Instance" (
    "id" TEXT NOT NULL,
    "seenAt" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,

    CONSTRAINT "Instance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LiveAsk" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "instanceId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sealed" BYTEA,
    "createdAt" TEXT NOT NULL,

    CONSTRAINT "LiveAsk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LiveEvent" (
    "channelId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "createdAt" TEXT NOT NULL,

    CONSTRAINT "LiveEvent_pkey" PRIMARY KEY ("channelId","number")
);

-- CreateTable
CREATE TABLE "Usage" (
    "key" TEXT NOT NULL,
    "startedAt" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "Usage_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "LiveAsk_instanceId_idx" ON "LiveAsk"("instanceId");

-- CreateIndex
CREATE INDEX "LiveAsk_createdAt_idx" ON "LiveAsk"("createdAt");

-- CreateIndex
CREATE INDEX "LiveEvent_createdAt_idx" ON "LiveEvent"("createdAt");

-- CreateIndex
CREATE INDEX "Usage_startedAt_idx" ON "Usage"("startedAt");

-- AddForeignKey
ALTER TABLE "LiveAsk" ADD CONSTRAINT "LiveAsk_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LiveEvent" ADD CONSTRAINT "LiveEvent_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
