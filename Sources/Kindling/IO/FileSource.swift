#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes of a file.
final class FileSource: ByteSource {
  private let descriptor: Int32

  /// Opens a regular file for reading.
  init(_ path: String) throws(FileError) {
    func unreachable(_ problem: String, _ advice: String) -> FileError {
      FileError(kind: .unreachable, file: path, byte: nil, problem: problem, advice: advice)
    }
    // Without O_NONBLOCK, opening a pipe that has no writer would wait forever.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw unreachable(
        "cannot be opened: \(systemMessage(errno))", "check the path and the file's permissions")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw unreachable("is not a regular file", "give the path of a file")
    }
    super.init(name: path, count: Int(status.st_size))
  }

  deinit { close(descriptor) }

  override func fetch(
    _ target: UnsafeMutableRawPointer, _ length: Int, at offset: Int
  ) throws(FileError) {
    var done = 0
    while done < length {
      let got = pread(descriptor, target + done, length - done, off_t(offset + done))
      if got > 0 {
        done += got
      } else if got == 0 {
        throw error(
          .truncated, at: offset + done, "the file became shorter while it was read",
          "read it again when nothing else writes to it")
      } else if errno != EINTR {
        throw error(
          .unreachable, at: offset + done, "cannot be read: \(systemMessage(errno))",
          "check the disk it is on")
      }
    }
  }
}

/// The operating system's message for an error number.
func systemMessage(_ code: Int32) -> String { String(cString: strerror(code)) }
