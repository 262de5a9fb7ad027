-- CreateTable
CREATE TABLE "Upload" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sealed" BLOB NOT NULL,
    "createdAt" TEXT NOT NULL,
    CONSTRAINT "Upload_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Upload_workspaceId_createdAt_id_idx" ON "Upload"("workspaceId", "createdAt", "id");
