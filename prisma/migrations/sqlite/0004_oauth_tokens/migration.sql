-- CreateTable
CREATE TABLE "OAuthToken" (
    "sessionId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "sealed" BLOB NOT NULL,
    "createdAt" TEXT NOT NULL,

    PRIMARY KEY ("sessionId", "key"),
    CONSTRAINT "OAuthToken_sessionId_workspaceId_fkey" FOREIGN KEY ("sessionId", "workspaceId") REFERENCES "Session" ("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "OAuthSignIn" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "sealed" BLOB NOT NULL,
    "expiresAt" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    CONSTRAINT "OAuthSignIn_sessionId_workspaceId_fkey" FOREIGN KEY ("sessionId", "workspaceId") REFERENCES "Session" ("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "OAuthSignIn_expiresAt_idx" ON "OAuthSignIn"("expiresAt");

-- CreateIndex
CREATE INDEX "OAuthSignIn_sessionId_idx" ON "OAuthSignIn"("sessionId");
