#include "FaultVFS.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

struct FaultDisk {
    char *folder;
    size_t folderLength;
    FaultDisk *next;
    int isRecording;
    FaultOperation *operations;
    int64_t count, capacity;
    // The files that are there under their names; a name that is gone keeps its place empty.
    struct Name { char *text; int64_t file; } *names;
    int64_t nameCount;
    int64_t fileCount;
    FaultKind kind;
    int64_t failingCall;
    int isLasting;
    int64_t callCount, failureCount;
};

typedef struct FaultFile {
    sqlite3_file base;
    FaultDisk *disk;
    int64_t number;
    // As in the system's VFS: the first sync of a journal that may be new syncs its folder too.
    int mustSyncFolder;
    // The system's own file follows.
} FaultFile;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static FaultDisk *disks;
static sqlite3_vfs *below;
static sqlite3_vfs vfs;

static sqlite3_file *realFile(sqlite3_file *file) { return (sqlite3_file *)((FaultFile *)file + 1); }

// MARK: what was done

static void append(FaultDisk *disk, FaultAction action, int64_t file, int64_t offset, const void *bytes, int64_t count)
{
    pthread_mutex_lock(&lock);
    if (disk->isRecording) {
        if (disk->count == disk->capacity) {
            int64_t capacity = disk->capacity ? disk->capacity * 2 : 1024;
            FaultOperation *grown = realloc(disk->operations, (size_t)capacity * sizeof *grown);
            if (!grown) abort();
            disk->operations = grown;
            disk->capacity = capacity;
        }
        void *copy = NULL;
        if (bytes) {
            copy = malloc((size_t)count + 1);
            if (!copy) abort();
            memcpy(copy, bytes, (size_t)count);
        }
        disk->operations[disk->count++] =
            (FaultOperation){.action = action, .file = file, .offset = offset, .count = count, .bytes = copy};
    }
    pthread_mutex_unlock(&lock);
}

static FaultDisk *diskOf(const char *path)
{
    FaultDisk *found = NULL;
    pthread_mutex_lock(&lock);
    for (FaultDisk *disk = disks; disk && path && !found; disk = disk->next)
        if (strncmp(path, disk->folder, disk->folderLength) == 0 && path[disk->folderLength] == '/') found = disk;
    pthread_mutex_unlock(&lock);
    return found;
}

static const char *nameOf(FaultDisk *disk, const char *path) { return path + disk->folderLength + 1; }

// The number of the content that a name stands for now, or -1.
static int64_t numberOf(FaultDisk *disk, const char *name)
{
    for (int64_t index = 0; index < disk->nameCount; index++)
        if (disk->names[index].text && strcmp(disk->names[index].text, name) == 0) return disk->names[index].file;
    return -1;
}

static int64_t addName(FaultDisk *disk, const char *name)
{
    struct Name *grown = realloc(disk->names, (size_t)(disk->nameCount + 1) * sizeof *grown);
    if (!grown) abort();
    disk->names = grown;
    disk->names[disk->nameCount++] = (struct Name){.text = strdup(name), .file = disk->fileCount};
    return disk->fileCount++;
}

// MARK: what fails

// Whether a call is to fail; `needsSpace` for those that a full disk refuses.
static int fails(FaultDisk *disk, int needsSpace)
{
    int result = 0;
    pthread_mutex_lock(&lock);
    if (disk->kind == FaultKindIO || (disk->kind == FaultKindFull && needsSpace)) {
        int64_t call = disk->callCount++;
        result = call == disk->failingCall || (disk->isLasting && call > disk->failingCall);
        disk->failureCount += result;
    }
    pthread_mutex_unlock(&lock);
    return result;
}

static int failure(FaultDisk *disk, int code) { return disk->kind == FaultKindFull ? SQLITE_FULL : code; }

// MARK: a file

static int fileClose(sqlite3_file *file) { return realFile(file)->pMethods->xClose(realFile(file)); }

static int fileRead(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset)
{
    if (fails(((FaultFile *)file)->disk, 0)) return SQLITE_IOERR_READ;
    return realFile(file)->pMethods->xRead(realFile(file), bytes, count, offset);
}

static int fileWrite(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset)
{
    FaultFile *mine = (FaultFile *)file;
    sqlite3_file *real = realFile(file);
    if (fails(mine->disk, 1)) {
        int written = count / 2;
        if (written && real->pMethods->xWrite(real, bytes, written, offset) == SQLITE_OK)
            append(mine->disk, FaultActionWrite, mine->number, offset, bytes, written);
        return failure(mine->disk, SQLITE_IOERR_WRITE);
    }
    int status = real->pMethods->xWrite(real, bytes, count, offset);
    if (status == SQLITE_OK) append(mine->disk, FaultActionWrite, mine->number, offset, bytes, count);
    return status;
}

static int fileTruncate(sqlite3_file *file, sqlite3_int64 size)
{
    FaultFile *mine = (FaultFile *)file;
    if (fails(mine->disk, 0)) return SQLITE_IOERR_TRUNCATE;
    int status = realFile(file)->pMethods->xTruncate(realFile(file), size);
    if (status == SQLITE_OK) append(mine->disk, FaultActionTruncate, mine->number, size, NULL, 0);
    return status;
}

static int fileSync(sqlite3_file *file, int flags)
{
    FaultFile *mine = (FaultFile *)file;
    // Space that was promised late is refused here.
    if (fails(mine->disk, 1)) return failure(mine->disk, SQLITE_IOERR_FSYNC);
    int status = realFile(file)->pMethods->xSync(realFile(file), flags);
    if (status != SQLITE_OK) return status;
    append(mine->disk, FaultActionSync, mine->number, 0, NULL, 0);
    if (mine->mustSyncFolder) append(mine->disk, FaultActionSyncFolder, -1, 0, NULL, 0);
    mine->mustSyncFolder = 0;
    return SQLITE_OK;
}

static int fileSize(sqlite3_file *file, sqlite3_int64 *size)
{
    if (fails(((FaultFile *)file)->disk, 0)) return SQLITE_IOERR_FSTAT;
    return realFile(file)->pMethods->xFileSize(realFile(file), size);
}

static int fileLock(sqlite3_file *file, int level)
{
    return realFile(file)->pMethods->xLock(realFile(file), level);
}

static int fileUnlock(sqlite3_file *file, int level)
{
    return realFile(file)->pMethods->xUnlock(realFile(file), level);
}

static int fileCheckReservedLock(sqlite3_file *file, int *isLocked)
{
    return realFile(file)->pMethods->xCheckReservedLock(realFile(file), isLocked);
}

static int fileControl(sqlite3_file *file, int operation, void *argument)
{
    return realFile(file)->pMethods->xFileControl(realFile(file), operation, argument);
}

static int fileSectorSize(sqlite3_file *file) { return realFile(file)->pMethods->xSectorSize(realFile(file)); }

static int fileCharacteristics(sqlite3_file *file)
{
    return realFile(file)->pMethods->xDeviceCharacteristics(realFile(file));
}

static int fileShmMap(sqlite3_file *file, int page, int size, int isExtending, void volatile **memory)
{
    FaultDisk *disk = ((FaultFile *)file)->disk;
    if (fails(disk, isExtending)) return failure(disk, SQLITE_IOERR_SHMMAP);
    return realFile(file)->pMethods->xShmMap(realFile(file), page, size, isExtending, memory);
}

static int fileShmLock(sqlite3_file *file, int offset, int count, int flags)
{
    return realFile(file)->pMethods->xShmLock(realFile(file), offset, count, flags);
}

static void fileShmBarrier(sqlite3_file *file) { realFile(file)->pMethods->xShmBarrier(realFile(file)); }

static int fileShmUnmap(sqlite3_file *file, int isDeleting)
{
    return realFile(file)->pMethods->xShmUnmap(realFile(file), isDeleting);
}

// Version 2: files mapped into memory would be written past us.
static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = fileClose,
    .xRead = fileRead,
    .xWrite = fileWrite,
    .xTruncate = fileTruncate,
    .xSync = fileSync,
    .xFileSize = fileSize,
    .xLock = fileLock,
    .xUnlock = fileUnlock,
    .xCheckReservedLock = fileCheckReservedLock,
    .xFileControl = fileControl,
    .xSectorSize = fileSectorSize,
    .xDeviceCharacteristics = fileCharacteristics,
    .xShmMap = fileShmMap,
    .xShmLock = fileShmLock,
    .xShmBarrier = fileShmBarrier,
    .xShmUnmap = fileShmUnmap,
};

// MARK: the file system

static int vfsOpen(sqlite3_vfs *self, const char *path, sqlite3_file *file, int flags, int *outFlags)
{
    FaultDisk *disk = diskOf(path);
    (void)self;
    if (!disk) return below->xOpen(below, path, file, flags, outFlags);
    FaultFile *mine = (FaultFile *)file;
    mine->base.pMethods = NULL;
    if (fails(disk, flags & SQLITE_OPEN_CREATE)) return failure(disk, SQLITE_CANTOPEN);
    int isThere = 0;
    below->xAccess(below, path, SQLITE_ACCESS_EXISTS, &isThere);
    int status = below->xOpen(below, path, realFile(file), flags, outFlags);
    if (status != SQLITE_OK) return status;
    mine->base.pMethods = &methods;
    mine->disk = disk;
    int isJournal = flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL);
    mine->mustSyncFolder = (flags & SQLITE_OPEN_CREATE) && isJournal;
    const char *name = nameOf(disk, path);
    pthread_mutex_lock(&lock);
    mine->number = numberOf(disk, name);
    int isNew = mine->number < 0;
    if (isNew) mine->number = addName(disk, name);
    pthread_mutex_unlock(&lock);
    if (isNew) append(disk, FaultActionCreate, mine->number, 0, name, (int64_t)strlen(name));
    return SQLITE_OK;
}

static int vfsDelete(sqlite3_vfs *self, const char *path, int mustSyncFolder)
{
    FaultDisk *disk = diskOf(path);
    (void)self;
    if (disk && fails(disk, 0)) return SQLITE_IOERR_DELETE;
    int status = below->xDelete(below, path, mustSyncFolder);
    if (!disk || status != SQLITE_OK) return status;
    const char *name = nameOf(disk, path);
    int64_t number = -1;
    pthread_mutex_lock(&lock);
    for (int64_t index = 0; index < disk->nameCount; index++) {
        struct Name *entry = &disk->names[index];
        if (!entry->text || strcmp(entry->text, name) != 0) continue;
        number = entry->file;
        free(entry->text);
        entry->text = NULL;
    }
    pthread_mutex_unlock(&lock);
    if (number >= 0) append(disk, FaultActionDelete, number, 0, name, (int64_t)strlen(name));
    if (mustSyncFolder) append(disk, FaultActionSyncFolder, -1, 0, NULL, 0);
    return SQLITE_OK;
}

// Makes our VFS the default one; under `lock`.
static void install(void)
{
    if (below) return;
    sqlite3_initialize();
    below = sqlite3_vfs_find(NULL);
    vfs = *below;
    vfs.pNext = NULL;
    vfs.zName = "usageledger-fault";
    vfs.szOsFile = (int)sizeof(FaultFile) + below->szOsFile;
    vfs.xOpen = vfsOpen;
    vfs.xDelete = vfsDelete;
    sqlite3_vfs_register(&vfs, 1);
}

// MARK: disks

FaultDisk *faultDiskMount(const char *folder)
{
    FaultDisk *disk = calloc(1, sizeof *disk);
    if (!disk) return NULL;
    disk->folder = strdup(folder);
    disk->folderLength = strlen(folder);
    pthread_mutex_lock(&lock);
    install();
    disk->next = disks;
    disks = disk;
    pthread_mutex_unlock(&lock);
    return disk;
}

void faultDiskUnmount(FaultDisk *disk)
{
    pthread_mutex_lock(&lock);
    for (FaultDisk **place = &disks; *place; place = &(*place)->next) {
        if (*place != disk) continue;
        *place = disk->next;
        break;
    }
    pthread_mutex_unlock(&lock);
    for (int64_t index = 0; index < disk->count; index++) free((void *)disk->operations[index].bytes);
    for (int64_t index = 0; index < disk->nameCount; index++) free(disk->names[index].text);
    free(disk->operations);
    free(disk->names);
    free(disk->folder);
    free(disk);
}

void faultDiskRecord(FaultDisk *disk, int isRecording)
{
    pthread_mutex_lock(&lock);
    disk->isRecording = isRecording;
    pthread_mutex_unlock(&lock);
}

int64_t faultDiskOperationCount(FaultDisk *disk)
{
    pthread_mutex_lock(&lock);
    int64_t count = disk->count;
    pthread_mutex_unlock(&lock);
    return count;
}

FaultOperation faultDiskOperation(FaultDisk *disk, int64_t index)
{
    pthread_mutex_lock(&lock);
    FaultOperation operation = disk->operations[index];
    pthread_mutex_unlock(&lock);
    return operation;
}

void faultDiskAcknowledge(FaultDisk *disk, int64_t number)
{
    append(disk, FaultActionAcknowledge, -1, number, NULL, 0);
}

void faultDiskFail(FaultDisk *disk, FaultKind kind, int64_t call, int isLasting)
{
    pthread_mutex_lock(&lock);
    disk->kind = kind;
    disk->failingCall = call;
    disk->isLasting = isLasting;
    disk->callCount = 0;
    disk->failureCount = 0;
    pthread_mutex_unlock(&lock);
}

int64_t faultDiskCallCount(FaultDisk *disk)
{
    pthread_mutex_lock(&lock);
    int64_t count = disk->callCount;
    pthread_mutex_unlock(&lock);
    return count;
}

int64_t faultDiskFailureCount(FaultDisk *disk)
{
    pthread_mutex_lock(&lock);
    int64_t count = disk->failureCount;
    pthread_mutex_unlock(&lock);
    return count;
}

// MARK: SQLite

int faultCheckpoint(const char *path, int isTruncating)
{
    sqlite3 *database = NULL;
    int status = sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL);
    if (status == SQLITE_OK) {
        sqlite3_busy_timeout(database, 10000);
        int mode = isTruncating ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
        status = sqlite3_wal_checkpoint_v2(database, NULL, mode, NULL, NULL);
    }
    sqlite3_close_v2(database);
    return status;
}

void faultSeedRandomness(uint32_t seed)
{
    sqlite3_initialize();
    sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, (int)seed, NULL);
}
