#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that appears under its name only once all of it is on disk.
///
/// Until then it has a temporary name in the same folder; if writing fails, it is removed, and any
/// existing file with the final name stays intact.
final class FileSink: ByteSink {
  private let target: String
  private let temporary: String
  private var descriptor: Int32

  /// Writes what `body` writes to the file at `path`. A link is followed, and the permissions of an
  /// existing file are kept.
  static func write(
    to path: String, _ body: (ByteSink) throws(FileError) -> Void
  ) throws(FileError) {
    let sink = try FileSink(path)
    try body(sink)
    try sink.finish()
  }

  private init(_ path: String) throws(FileError) {
    let target = Self.resolved(path)
    let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? ""
    self.target = target
    temporary = folder + ".kindling-" + String(UInt64.random(in: .min ... .max), radix: 36)
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    super.init()
    guard descriptor >= 0 else {
      throw unwritable(
        "no file can be made in its folder: \(systemMessage(errno))",
        "check that the folder exists and may be written to")
    }
    var status = stat()
    if stat(target, &status) == 0 { fchmod(descriptor, status.st_mode & 0o7777) }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(temporary)
  }

  override func write(_ bytes: UnsafeRawPointer, _ length: Int) throws(FileError) {
    var done = 0
    while done < length {
      let put = Self.put(descriptor, bytes + done, length - done)
      if put > 0 {
        done += put
      } else if errno != EINTR {
        throw unwritable("writing failed: \(systemMessage(errno))", "make room on the disk")
      }
    }
    try super.write(bytes, length)
  }

  /// The system's `write`, which is hidden by the method of the same name.
  private static func put(_ file: Int32, _ bytes: UnsafeRawPointer, _ length: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(file, bytes, length)
    #else
      Darwin.write(file, bytes, length)
    #endif
  }

  /// Flushes the data to disk before renaming, so that a crash leaves either the old file or the
  /// new one.
  private func finish() throws(FileError) {
    guard fsync(descriptor) == 0 else {
      throw unwritable("writing failed: \(systemMessage(errno))", "make room on the disk")
    }
    guard rename(temporary, target) == 0 else {
      throw unwritable("cannot be replaced: \(systemMessage(errno))", "choose another name")
    }
    close(descriptor)
    descriptor = -1
  }

  private func unwritable(_ problem: String, _ advice: String) -> FileError {
    FileError(kind: .unwritable, file: target, byte: nil, problem: problem, advice: advice)
  }

  /// The file that a link points to, or the path itself if nothing exists there yet.
  private static func resolved(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }
}
