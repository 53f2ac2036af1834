#pragma once
#include <stdint.h>

// A SQLite VFS around the system's own, the default one of its process once a disk is mounted. Files below a mounted
// folder are written through it: it keeps what was written in which order, and lets calls fail. All other files go
// straight to the system.

/// A folder whose files are watched.
typedef struct FaultDisk FaultDisk;

/// What was done to a file, in the order in which it was done.
typedef enum FaultAction {
    FaultActionCreate,
    FaultActionWrite,
    FaultActionTruncate,
    FaultActionSync,
    FaultActionDelete,
    /// The folder's names are on the disk.
    FaultActionSyncFolder,
    /// The program told somebody that what it did so far is done.
    FaultActionAcknowledge,
} FaultAction;

/// One thing that was done.
typedef struct FaultOperation {
    FaultAction action;
    /// A number that stays with the content whatever names come and go; -1 for none.
    int64_t file;
    /// Where it was written, the new size, or the number acknowledged.
    int64_t offset;
    int64_t count;
    /// The bytes written, or the file's name.
    const void *bytes;
} FaultOperation;

/// Which calls can fail, and as what.
typedef enum FaultKind {
    /// Nothing fails.
    FaultKindNone,
    /// Calls that need space find none; what is written stops halfway.
    FaultKindFull,
    /// Any call that reaches the disk fails.
    FaultKindIO,
} FaultKind;

/// Watches a folder; NULL where memory is short.
FaultDisk *faultDiskMount(const char *folder);
/// Stops watching; no file of the folder may be open.
void faultDiskUnmount(FaultDisk *disk);

/// Begins or stops keeping what is done.
void faultDiskRecord(FaultDisk *disk, int isRecording);
int64_t faultDiskOperationCount(FaultDisk *disk);
FaultOperation faultDiskOperation(FaultDisk *disk, int64_t index);
void faultDiskAcknowledge(FaultDisk *disk, int64_t number);

/// Lets the call of this number, counted from now on and from 0, fail, and all later ones too where it lasts.
void faultDiskFail(FaultDisk *disk, FaultKind kind, int64_t call, int isLasting);
/// The calls since `faultDiskFail` that could have failed.
int64_t faultDiskCallCount(FaultDisk *disk);
/// The calls that have failed since.
int64_t faultDiskFailureCount(FaultDisk *disk);

/// Moves the write-ahead log of a database into its file, and empties it where `isTruncating`; a result code of SQLite.
int faultCheckpoint(const char *path, int isTruncating);
/// Makes SQLite's own random numbers follow from a seed.
void faultSeedRandomness(uint32_t seed);
