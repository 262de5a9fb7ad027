-- CreateTable
CREATE TABLE "OAuthToken" (
    "sessionId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "createdAt" TEXT NOT NULL,

    CONSTRAINT "OAuthToken_pkey" PRIMARY KEY ("sessionId","key")
);

-- CreateTable
CREATE TABLE "OAuthSignIn" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "expiresAt" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,

    CONSTRAINT "OAuthSignIn_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "OAuthSignIn_expiresAt_idx" ON "OAuthSignIn"("expiresAt");

-- CreateIndex
CREATE INDEX "OAuthSignIn_sessionId_idx" ON "OAuthSignIn"("sessionId");

-- AddForeignKey
ALTER TABLE "OAuthToken" ADD CONSTRAINT "OAuthToken_sessionId_workspaceId_fkey" FOREIGN KEY ("sessionId", "workspaceId") REFERENCES "Session"("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OAuthSignIn" ADD CONSTRAINT "OAuthSignIn_sessionId_workspaceId_fkey" FOREIGN KEY ("sessionId", "workspaceId") REFERENCES "Session"("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE;
