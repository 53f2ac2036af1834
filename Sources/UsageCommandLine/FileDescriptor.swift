import Foundation
private import Glibc

/// Why the system refused to read or write, in words.
struct SystemFailure: Error, Hashable, Sendable {
    let code: Int32

    var reason: String {
        switch code {
        case ENOSPC, EDQUOT: "there is no space left"
        case EBADF: "it is closed"
        case EFBIG: "the file may not grow further"
        case ENOENT: "there is no such file or folder"
        case EACCES, EPERM: "permission is denied"
        case EISDIR: "it is a folder"
        case ENOTDIR: "a part of the path is no folder"
        case EROFS: "the file system is read-only"
        default: "the system's error \(code)"
        }
    }
}

/// How many columns the terminal behind a file descriptor shows; nil where it is no terminal.
func terminalColumns(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
}

/// Writes all bytes, however many calls it takes; returns 0 or the system's error number.
///
/// `FileHandle` would hide the number that tells a reader who left from a full disk.
func writeToDescriptor(_ bytes: Data, _ descriptor: Int32) -> Int32 {
    unsafe bytes.withUnsafeBytes { buffer in
        var written = 0
        while written < buffer.count {
            let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
            let count = unsafe write(descriptor, rest.baseAddress, rest.count)
            if count >= 0 {
                written += count
            } else if errno == EAGAIN {
                var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = unsafe poll(&wanted, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }
}

/// Reads what is there, at least one byte, or none at the end.
///
/// `FileHandle` would wait until the whole count has arrived, and a program that talks with us line by line with it.
func readFromDescriptor(_ descriptor: Int32, bytesMax: Int = 256 * 1024) -> Result<[UInt8], SystemFailure> {
    while true {
        var code: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: bytesMax) { buffer, count in
            let result = unsafe read(descriptor, buffer.baseAddress, bytesMax)
            count = max(0, result)
            code = result < 0 ? errno : 0
        }
        switch code {
        case 0: return .success(bytes)
        case EINTR: continue
        case EAGAIN:
            var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            _ = unsafe poll(&wanted, 1, -1)
        default: return .failure(SystemFailure(code: code))
        }
    }
}

/// Gives a file another name, in place of a file of that name; returns 0 or the system's error number.
func renameFile(_ path: String, to newPath: String) -> Int32 {
    unsafe rename(path, newPath) == 0 ? 0 : errno
}

/// Makes the names in a file's folder survive a loss of power; returns 0 or the system's error number.
///
/// A file system that cannot do so has no say: the file itself is written.
func synchroniseFolder(of path: String) -> Int32 {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY)
    // A folder that one may write to but not read cannot be opened.
    guard descriptor >= 0 else { return errno == EACCES ? 0 : errno }
    defer { close(descriptor) }
    guard fsync(descriptor) != 0, errno != EINVAL, errno != EROFS else { return 0 }
    return errno
}
